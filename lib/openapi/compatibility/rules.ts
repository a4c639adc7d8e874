/** How requests and answers may change between two versions of a document, and which published rule says so. */

export type Verdict = 'breaking' | 'compatible';
/** The rules of the Okta API about versions and compatibility, by their numbers. */
export type RuleId =
  | 'C0-04'
  | 'C0-05'
  | 'C0-06'
  | 'C0-09'
  | 'C0-10'
  | 'C0-11'
  | 'C0-13'
  | 'C0-14'
  | 'C0-15';

/** Each rule in a sentence; those about order (C0-07, C0-08, C0-12) never make a change, since order is not compared. */
export const RULES: Readonly<Record<RuleId, string>> = {
  'C0-04': 'Parameters, properties and objects may be added without notice.',
  'C0-05': 'What is removed, renamed or narrowed takes a new version.',
  'C0-06': 'An endpoint that is not documented is private.',
  'C0-09': 'New query parameters may come.',
  'C0-10': 'No query parameter is removed.',
  'C0-11': 'No property of a request is removed.',
  'C0-13': 'New properties in an answer are tolerated.',
  'C0-14': 'No property of an answer is removed.',
  'C0-15': 'A property whose value is null may be left out of an answer.',
};

const breaking = (rule: RuleId) => ({ rule, verdict: 'breaking' }) as const;
const compatible = (rule: RuleId) => ({ rule, verdict: 'compatible' }) as const;

/** Every kind of change, its rule and its verdict. */
export const KINDS = {
  'operation-removed': breaking('C0-06'),
  'operation-added': compatible('C0-04'),
  'webhook-removed': breaking('C0-06'),
  'webhook-added': compatible('C0-04'),
  'callback-removed': breaking('C0-05'),
  'callback-added': compatible('C0-04'),
  deprecated: compatible('C0-05'),

  'query-parameter-removed': breaking('C0-10'),
  'parameter-removed': breaking('C0-05'),
  'query-parameter-added': compatible('C0-09'),
  'parameter-added': compatible('C0-04'),
  'parameter-style-changed': breaking('C0-05'),
  'request-property-removed': breaking('C0-11'),
  'request-property-added': compatible('C0-04'),
  'request-body-removed': breaking('C0-11'),
  'request-body-added': compatible('C0-04'),
  'input-required': breaking('C0-04'),
  'input-optional': compatible('C0-04'),
  'credential-required': breaking('C0-04'),

  'input-narrowed': breaking('C0-05'),
  'input-widened': compatible('C0-04'),
  'input-enum-narrowed': breaking('C0-05'),
  'input-default-changed': compatible('C0-04'),

  'response-removed': breaking('C0-14'),
  'response-added': compatible('C0-04'),
  'response-property-removed': breaking('C0-14'),
  'response-property-added': compatible('C0-13'),
  'response-property-optional': breaking('C0-14'),
  'response-null-left-out': compatible('C0-15'),
  'response-property-always': compatible('C0-13'),
  'response-header-removed': breaking('C0-14'),
  'response-header-added': compatible('C0-04'),

  'output-widened': breaking('C0-05'),
  'output-narrowed': compatible('C0-04'),
  'output-value-removed': breaking('C0-05'),
  'output-value-added': compatible('C0-04'),

  'media-type-removed': breaking('C0-05'),
  'media-type-added': compatible('C0-04'),
} as const satisfies Record<string, { rule: RuleId; verdict: Verdict }>;

export type ChangeKind = keyof typeof KINDS;

export type Change = {
  rule: RuleId;
  verdict: Verdict;
  kind: ChangeKind;
  /** For readers: `POST /students › request body › full_name`, or `Student › full_name`. */
  place: string;
  /** JSON pointer in the document named by `document`. */
  pointer: string;
  /** Where `pointer` leads: the old document for what was removed, else the new one. */
  document: 'old' | 'new';
  message: string;
  /** For a change of a shared schema: operations that it reaches, the first few and how many in all. */
  usedBy?: { operations: string[]; total: number };
};

export type DocumentFacts = { title: string; version: string; specVersion: string };
export type ChangeReport = {
  verdict: Verdict;
  old: DocumentFacts;
  new: DocumentFacts;
  counts: { breaking: number; compatible: number };
  /** Breaking ones first, each group by place. */
  changes: Change[];
  /** What could not be compared, and why. */
  notices: string[];
};
