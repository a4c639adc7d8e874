import { type AppError, errorEnvelope } from '#lib/errors.ts';
import type { Answer, Exchange } from './exchange.ts';
import { LightResponse } from './light-response.ts';

/** The envelope of a refusal with the headers of its code (contract, Errors). */
export function errorAnswer(error: AppError): Answer {
  const { allow, retryAfterSeconds, scope } = error.details;
  const headers: Record<string, string> = {};
  if (error.code === 'unauthenticated') headers['www-authenticate'] = 'Bearer';
  if (allow) headers.allow = allow.join(', ');
  if (retryAfterSeconds !== undefined) headers['retry-after'] = String(retryAfterSeconds);
  return {
    status: error.status,
    body: JSON.stringify(errorEnvelope(error)),
    headers,
    error: error.code,
    ...(scope === undefined ? {} : { deniedScope: scope }),
  };
}

/** The answer with the headers that every answer carries. */
export function toResponse(x: Exchange, answer: Answer): Response {
  return new LightResponse(answer.encoded ?? answer.body, {
    status: answer.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-request-id': x.requestId,
      'x-ratelimit-limit': String(x.rateLimit),
      'x-ratelimit-remaining': String(x.rateRemaining),
      ...answer.headers,
    },
  });
}
