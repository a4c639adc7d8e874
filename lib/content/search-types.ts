export type SearchKind =
  | 'operation'
  | 'schema'
  | 'webhook'
  | 'parameter'
  | 'guide'
  | 'error'
  | 'page';

/** One line of a search answer. */
export type SearchHit = {
  kind: SearchKind;
  href: string;
  title: string;
  /** Where it belongs: the API's title, the guide's section. */
  context: string;
  method?: string;
  path?: string;
  text?: string;
  deprecated?: boolean;
  /** The words of the entry that the query met, for marking. */
  terms: string[];
};
export type SearchGroup = { kind: SearchKind; label: string; hits: SearchHit[] };
export type SearchAnswer = { groups: SearchGroup[]; total: number };
