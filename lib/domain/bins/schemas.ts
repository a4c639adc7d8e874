import type { BinBehaviour, HeaderList } from '#lib/db/schema/webhooks.ts';
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
  /** 0: the connection was dropped unanswered. */
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
  behaviour: BinBehaviour;
  delayMs: number;
  /** So many requests more are answered with 503. */
  failNext: number;
  requests: BinRequestView[];
  next: string | null;
};

/** Statuses that the inspector offers for practice; any from 200 to 599 can be set. */
export const offeredAnswers = [200, 204, 302, 400, 404, 410, 429, 500, 503] as const;

/** Delays that the inspector offers; a delivery's deadline is 10 s. */
export const offeredDelaysMs = [0, 1000, 3000, 9000, 12_000] as const;
export const longestDelayMs = 30_000;
export const offeredFailures = [0, 1, 2, 3, 5, 10] as const;
export const mostFailures = 100;
