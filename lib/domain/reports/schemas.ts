import { z } from 'zod';

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Body of runReport; the parameters are judged by the report's own schema. */
export const ReportRun = z.strictObject({
  // Not a record: that would pass over a parameter called __proto__ in silence.
  parameters: z.custom<Record<string, unknown>>(isObject, 'must be an object').default({}),
});

export type ReportColumn = {
  key: string;
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
};

/** A report as the API shows it; `parameters` is a JSON Schema. */
export type Report = {
  key: string;
  name: string;
  description: string;
  parameters: Record<string, unknown>;
  columns: ReportColumn[];
};

export type ReportCell = string | number | boolean | null;

export type ReportResult = {
  columns: ReportColumn[];
  rows: Record<string, ReportCell>[];
  generated_at: string;
};
