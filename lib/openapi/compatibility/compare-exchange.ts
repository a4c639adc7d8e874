import type { ApiResponse, Exchange, MediaType } from '../model.ts';
import { compareHeaders, compareParameters, type PathNames } from './compare-parameters.ts';
import { compareSchemas } from './compare-schema.ts';
import { compareSecurity } from './compare-security.ts';
import { type At, below, type Comparison, type Direction, report } from './comparison.ts';

/** Who sends the request: the client, or (webhooks, callbacks) the API itself. */
export type Sender = 'client' | 'api';
const noNames: PathNames = new Map();

/** Compares one call: parameters, body, responses, security, callbacks. */
export const compareExchanges = (
  c: Comparison,
  at: At,
  older: Exchange,
  newer: Exchange,
  sender: Sender = 'client',
  pathNames: { old: PathNames; new: PathNames } = { old: noNames, new: noNames },
): void => {
  if (newer.deprecated === true && older.deprecated !== true)
    report(c, at, 'deprecated', 'It is deprecated: new code should not begin with it.');
  if (sender === 'client') {
    compareParameters(c, at, older, newer, pathNames);
    compareSecurity(c, at, older, newer);
  }
  compareBodies(c, at, older, newer, sender);
  compareResponses(c, at, older, newer, sender);
  compareCallbacks(c, at, older, newer);
};

const sent = (sender: Sender): Direction => (sender === 'client' ? 'request' : 'response');
const answered = (sender: Sender): Direction => (sender === 'client' ? 'response' : 'request');

const compareBodies = (
  c: Comparison,
  at: At,
  { requestBody: older }: Exchange,
  { requestBody: newer }: Exchange,
  sender: Sender,
): void => {
  const place = below(at, 'request body', 'requestBody');
  if (older && newer) {
    if (sender === 'client' && !older.required && newer.required)
      report(c, place, 'input-required', 'A body must be sent now.');
    if (sender === 'client' && older.required && !newer.required)
      report(c, place, 'input-optional', 'The body may be left out now.');
    compareContent(c, place, sent(sender), older.content, newer.content);
  } else if (older) report(c, place, 'request-body-removed', 'The request body is gone.', 'old');
  else if (newer?.required && sender === 'client')
    report(c, place, 'input-required', 'A request body is new and must be sent.');
  else if (newer) report(c, place, 'request-body-added', 'A request body is new.');
};

/** `Application/JSON; charset=utf-8` and `application/json` are the same. */
const plain = (mediaType: string): string => (mediaType.split(';')[0] ?? '').trim().toLowerCase();

const isIn = (mediaType: string, range: string): boolean => {
  if (range === mediaType || range === '*/*') return true;
  return range.endsWith('/*') && mediaType.startsWith(range.slice(0, -1));
};

const compareContent = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: MediaType[],
  newer: MediaType[],
): void => {
  const used = new Set<MediaType>();
  for (const media of older) {
    const name = plain(media.mediaType);
    const same = newer.find((other) => plain(other.mediaType) === name);
    const other = same ?? newer.find((one) => isIn(name, plain(one.mediaType)));
    const place = {
      ...below(at, media.mediaType),
      old: below(at, '', 'content', media.mediaType).old,
      new: below(at, '', 'content', other?.mediaType ?? media.mediaType).new,
    };
    if (!other) {
      report(c, place, 'media-type-removed', `\`${media.mediaType}\` is gone.`, 'old');
      continue;
    }
    used.add(other);
    compareSchemas(c, below(place, '', 'schema'), direction, media.schema, other.schema);
    const stream = below(place, 'each item', 'itemSchema');
    compareSchemas(c, stream, direction, media.itemSchema, other.itemSchema);
  }
  for (const media of newer)
    if (!used.has(media))
      report(
        c,
        below(at, media.mediaType, 'content', media.mediaType),
        'media-type-added',
        `\`${media.mediaType}\` is new.`,
      );
};

/** The response that stands for a status: itself, its range (`4XX`), or `default`. */
const standsFor = (responses: ApiResponse[], status: string): ApiResponse | undefined =>
  responses.find((one) => one.status === status) ??
  responses.find((one) => one.status.toUpperCase() === `${status[0]}XX`) ??
  responses.find((one) => one.status === 'default');

const compareResponses = (
  c: Comparison,
  at: At,
  older: Exchange,
  newer: Exchange,
  sender: Sender,
): void => {
  const before = new Set(older.responses.map(({ status }) => status));
  for (const response of older.responses) {
    const { status } = response;
    const other = standsFor(newer.responses, status);
    const place = {
      ...below(at, `response ${status}`),
      old: below(at, '', 'responses', status).old,
      new: below(at, '', 'responses', other?.status ?? status).new,
    };
    if (!other) {
      report(c, place, 'response-removed', `The response ${status} is gone.`, 'old');
      continue;
    }
    compareHeaders(c, place, answered(sender), response.headers, other.headers);
    compareContent(c, place, answered(sender), response.content, other.content);
  }
  for (const { status } of newer.responses)
    if (!before.has(status))
      report(
        c,
        below(at, `response ${status}`, 'responses', status),
        'response-added',
        `The response ${status} is new.`,
      );
};

const compareCallbacks = (c: Comparison, at: At, older: Exchange, newer: Exchange): void => {
  const keyOf = (one: { name: string; expression: string }) => `${one.name} ${one.expression}`;
  const known = new Set(older.callbacks.map(keyOf));
  for (const callback of older.callbacks) {
    const { name, expression } = callback;
    const place = below(at, `callback ${name}`, 'callbacks', name, expression);
    const other = newer.callbacks.find((one) => keyOf(one) === keyOf(callback));
    if (!other) report(c, place, 'callback-removed', `The callback \`${name}\` is gone.`, 'old');
    else compareSent(c, place, callback.exchanges, other.exchanges, 'callback-removed');
  }
  for (const callback of newer.callbacks)
    if (!known.has(keyOf(callback)))
      report(
        c,
        below(at, `callback ${callback.name}`, 'callbacks', callback.name, callback.expression),
        'callback-added',
        `The callback \`${callback.name}\` is new.`,
      );
};

/** Requests that the API sends: what they hold, clients read. */
export const compareSent = (
  c: Comparison,
  at: At,
  older: Exchange[],
  newer: Exchange[],
  removed: 'callback-removed' | 'webhook-removed',
): void => {
  for (const exchange of older) {
    const place = below(at, '', exchange.method.toLowerCase());
    const other = newer.find(({ method }) => method === exchange.method);
    if (other) compareExchanges(c, place, exchange, other, 'api');
    else report(c, place, removed, `\`${exchange.method}\` is no longer sent.`, 'old');
  }
};
