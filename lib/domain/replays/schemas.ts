import type { ReplaySelection, ReplayStatus } from '#lib/db/schema/recovery.ts';
import type { ReplayJobId } from '#lib/std/ids.ts';

/** What a replay is asked for, as it travels from the browser. */
export type ReplayAsk = {
  /** `all`: what was delivered too; needs `since` or `ids`. */
  what: 'failed' | 'held' | 'failed_and_held' | 'all';
  endpointId?: string;
  eventType?: string;
  /** A moment in ISO 8601, or a span before now such as `24h`. */
  since?: string;
  ids?: string[];
  perSecond?: number;
};

export type ReplayPreview = {
  total: number;
  /** Deliveries by state, as they are now. */
  failed: number;
  held: number;
  delivered: number;
};

/** A replay as pages show it. */
export type ReplayJobView = {
  id: ReplayJobId;
  status: ReplayStatus;
  reason: string | null;
  selection: ReplaySelection;
  endpointUrl: string | null;
  perSecond: number;
  total: number;
  /** Put back in the queue so far. */
  queued: number;
  /** Of those: what became of them. */
  delivered: number;
  failed: number;
  waiting: number;
  /** Not sent: they succeeded meanwhile, or cannot be sent any more. Known at the end. */
  skipped: number;
  createdAt: string;
  finishedAt: string | null;
};

/** Speeds that the page offers, deliveries a second. */
export const offeredSpeeds = [1, 5, 10, 50] as const;
export const mostIds = 500;
