import type { HeaderList } from '#lib/db/schema/webhooks.ts';
import type { BinId } from '#lib/std/ids.ts';

/** One request that a bin received, as it travels to the browser. */
export type BinRequestView = {
  id: string;
  receivedAt: string;
  method: string;
  path: string;
  headers: HeaderList;
  /** As text; bytes that are no UTF-8 are replaced. */
  body: string;
  bodyBytes: number;
  answerStatus: number;
  /** The delivery that this was, when it says so. */
  deliveryId: string | null;
  event: string | null;
};

export type BinView = {
  binId: BinId;
  /** The bin's whole address. */
  url: string;
  answerStatus: number;
  requests: BinRequestView[];
  next: string | null;
};

/** Statuses that the inspector offers for practice; any from 200 to 599 can be set. */
export const offeredAnswers = [200, 204, 302, 400, 404, 410, 429, 500, 503] as const;
