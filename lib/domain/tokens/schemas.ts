import type { InstallationId, TokenId } from '#lib/std/ids.ts';
import type { NarrowPart } from '#lib/std/narrow.ts';
import type { HandOverView } from '../bridge/schemas.ts';

const hourMs = 3_600_000;

/** How long the old generation of a rotated token stays good (contract: Bridge), milliseconds. */
export const graceChoices = [
  { graceMs: 0, label: 'Ends at once' },
  { graceMs: hourMs, label: '1 hour' },
  { graceMs: 24 * hourMs, label: '24 hours' },
  { graceMs: 168 * hourMs, label: '7 days' },
] as const;

export const defaultGraceMs = 24 * hourMs;

/** One text that a token had: rotation keeps the token's id and adds a generation. Times are ISO 8601. */
export type GenerationView = {
  generation: number;
  hint: string;
  createdAt: string;
  expiresAt: string;
  state: 'live' | 'ending' | 'ended' | 'expired';
  endedAt: string | null;
  lastUse: {
    at: string;
    address: string | null;
    agent: string | null;
    operation: string | null;
  } | null;
};

/** A token of an installation, as its partner may see it afterwards. */
export type TokenView = {
  id: TokenId;
  installationId: InstallationId;
  tenantName: string;
  scopes: string[] | null;
  /** `live` while at least one generation is. */
  state: 'live' | 'ended' | 'removed';
  /** The latest token that the installation's bridge was given; null: none was. */
  handOver: HandOverView | null;
  /** The newest first. */
  generations: GenerationView[];
};

/** The tokens of an app that somebody looks at: those that work stand first. */
export type TokensPart = {
  tokens: TokenView[];
  /** How many of the app's tokens work, shown or not. */
  live: number;
  part: NarrowPart;
};
