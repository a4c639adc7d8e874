export type SearchKind =
  | 'operation'
  | 'schema'
  | 'webhook'
  | 'parameter'
  | 'guide'
  | 'error'
  | 'dashboard'
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
/** `total` counts all hits of the kind, of which `hits` shows some. */
export type SearchGroup = { kind: SearchKind; label: string; hits: SearchHit[]; total: number };
export type SearchAnswer = { groups: SearchGroup[]; total: number };
