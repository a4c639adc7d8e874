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

const isFew = (headers: object) => Object.keys(headers).length <= 10;
const isOnce = (headers: object) => {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  return new Set(names).size === names.length;
};
const few = 'must be at most 10 headers';
const once = 'must name each header once';

export const customHeadersField = z
  .record(headerName, headerValue)
  .refine(isFew, few)
  .refine(isOnce, once);

/** `null` keeps the value that is stored: a secret one is never shown, so it cannot be sent back. */
export const changedHeadersField = z
  .record(headerName, headerValue.nullable())
  .refine(isFew, few)
  .refine(isOnce, once);

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
