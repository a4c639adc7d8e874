import type { Json } from '#lib/openapi/model-schema.ts';
import type { PartnerScope } from '../installations/scopes.ts';
import type { Path, Place } from '../manifest/places.ts';
import type { ReadSource } from '../manifest/read-source.ts';

export type Severity = 'error' | 'warning';

/** What the portal knows about the app beside the text; a file on a disk has none of it. */
export type PolicyContext = {
  app?: { slug: string; integrationType: string };
  /** The highest version that was submitted before. */
  lastVersion?: string | null;
  /** Calls of the last 30 days by scope; absent: nobody called yet. */
  callsByScope?: Readonly<Partial<Record<PartnerScope, number>>>;
};

export type AskedFact = { scope: string; reason: Json; isOptional: boolean; path: Path };
export type TextFact = { text: string; path: Path };

/** The manifest as rules read it: whatever can be understood, also of one whose shape is wrong. */
export type Facts = {
  read: ReadSource;
  data: Readonly<Record<string, Json>>;
  context: PolicyContext;
  asked: readonly AskedFact[];
  events: readonly TextFact[];
  addresses: readonly TextFact[];
  /** Every text, keys left out. */
  texts: readonly TextFact[];
};

export type Hit = { path: Path; part?: 'key' | 'value'; message: string; place?: Place };

export type Rule = {
  /** Never changes: waivers, guides and other people's scripts name it. */
  id: string;
  /** Errors refuse a version, warnings are read by the reviewer. */
  severity: Severity;
  title: string;
  why: string;
  fix: string;
  /** false: no reviewer can let it pass, because nothing could be done with such a manifest. */
  waivable?: false;
  find: (facts: Facts) => readonly Hit[];
};

/** Personal data of people of a school. */
export const isPersonal = (scope: string): boolean =>
  /^(education\.(students|guardians)|employees\.directory|reports\.builder)\./.test(scope);
