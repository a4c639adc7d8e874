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

export const customHeadersField = z
  .record(
    headerName,
    z.string().regex(/^[\x20-\x7e]{0,1000}$/, 'must be at most 1000 printable ASCII characters'),
  )
  .refine((headers) => Object.keys(headers).length <= 10, 'must be at most 10 headers');

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
