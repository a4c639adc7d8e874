// What the console's page part is told by its server part. Types only: both sides import them from here.
import type { CredentialSummary } from '../credentials/schemas.ts';

/** An installation that the reader can call as. */
export type ConsoleCaller = {
  id: string;
  app: { id: string; name: string };
  tenant: { id: number; name: string };
  scopes: string[];
  samples: SampleIds;
};

/** Ids of records that are in the tenant, by the names under which examples of the document have such ids. */
export type SampleIds = Record<string, number>;

export type ConsoleEnvironment = {
  id: string;
  label: string;
  kind: 'sandbox' | 'published' | 'listed';
  /** What paths are relative to; shown and used in copied commands. */
  base: string;
};

/** Who the reader is and where calls can go: asked when the console opens, because pages are the same for everybody. */
export type ConsoleContext = {
  user: { name: string; email: string } | null;
  /** What whoever is not signed in may read; null: nothing. */
  guest: { tenantName: string; samples: SampleIds } | null;
  environments: ConsoleEnvironment[];
  /** The default first. */
  callers: ConsoleCaller[];
  /** Saved for this API's real hosts, the newest first; never the tokens. */
  credentials: CredentialSummary[];
};
