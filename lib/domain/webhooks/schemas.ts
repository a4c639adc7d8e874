import { z } from 'zod';
import { isEventType } from '../events/catalog.ts';

/** Headers that the sender writes itself, or that decide how the request is read. */
const reservedHeaders = new Set([
  'host',
  'connection',
  'content-length',
  'content-type',
  'content-encoding',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'expect',
  'keep-alive',
  'http2-settings',
  'user-agent',
  'proxy-authorization',
  'proxy-connection',
]);

function isFreeHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return !reservedHeaders.has(lower) && !/^(x-okta-|webhook-)/.test(lower);
}

export const headerName = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/, 'must be a header name of at most 64 characters')
  .refine(isFreeHeader, 'is a header that the portal writes itself');

const headerValue = z
  .string()
  .regex(/^[\x20-\x7e]{0,1000}$/, 'must be at most 1000 printable ASCII characters')
  .trim();

const mostHeaders = 10;

/** Zod tells of a bad key of a record without its reason; each is told at its own place here. */
function judgeHeaders(headers: object, context: z.RefinementCtx): void {
  const names = Object.keys(headers);
  const tell = (message: string, path: string[] = []) =>
    context.addIssue({ code: 'custom', message, path });
  if (names.length > mostHeaders) tell(`must be at most ${mostHeaders} headers`);
  const lower = names.map((name) => name.toLowerCase());
  names.forEach((name, index) => {
    const judged = headerName.safeParse(name);
    if (!judged.success) tell(judged.error.issues[0]?.message ?? 'is no header name', [name]);
    else if (lower.indexOf(name.toLowerCase()) !== index) tell('is there twice', [name]);
  });
}

export const customHeadersField = z.record(z.string(), headerValue).superRefine(judgeHeaders);

/** `null` keeps the value that is stored: a secret one is never shown, so it cannot be sent back. */
export const changedHeadersField = z
  .record(z.string(), headerValue.nullable())
  .superRefine(judgeHeaders);

export const environments = ['sandbox', 'production'] as const;

export const eventsField = z
  .array(z.string().refine(isEventType, { error: (issue) => `"${issue.input}" is not an event` }))
  .min(1, 'must name at least one event')
  .transform((events) => [...new Set(events)]);

export const descriptionField = z.string().trim().max(200, 'must be at most 200 characters');

export const ratePerSecondField = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(1000, 'must be at most 1000')
  .nullable();
