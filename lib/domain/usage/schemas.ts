const hourMs = 3_600_000;

export const usageRanges = ['24h', '7d', '30d'] as const;
export type UsageRange = (typeof usageRanges)[number];

/** The steps of a range's charts; they begin at whole multiples of their length, UTC. */
export const usageSteps: Readonly<Record<UsageRange, { stepMs: number; steps: number }>> = {
  '24h': { stepMs: hourMs, steps: 24 },
  '7d': { stepMs: 6 * hourMs, steps: 28 },
  '30d': { stepMs: 24 * hourMs, steps: 30 },
};

/** Numbers of calls. Shares are of the limit of the token that called, 1 is all of it. */
export type UsageNumbers = {
  calls: number;
  /** 4xx and 5xx; the next three are among them. */
  errors: number;
  denied: number;
  /** Answered 429. */
  limited: number;
  /** Answered 5xx. */
  failed: number;
  /** Milliseconds, to a few percent; null: no call. */
  p95Ms: number | null;
  /** The most calls of one token in one minute. */
  peakShare: number;
};

export type UsageStep = UsageNumbers & {
  /** ISO 8601, when the step begins. */
  at: string;
};

export type OperationUsage = UsageNumbers & {
  /** null: calls of paths that the API does not have. */
  operationId: string | null;
  /** One for each step of the whole. */
  steps: UsageNumbers[];
};

export type UsageView = {
  range: UsageRange;
  stepMs: number;
  total: UsageNumbers;
  steps: UsageStep[];
  /** Those with the most calls first. */
  operations: OperationUsage[];
};
