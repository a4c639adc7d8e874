import { defaultRateLimit } from '#lib/domain/installations/rate-limit.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { errorAnswer } from '../answer.ts';
import { findRoute } from './find-route.ts';

/** A request that never became a call. `method` and `target` as far as they were read. */
export type Unread = {
  status: number;
  message: string;
  method: string;
  target: string;
  /** The HTTP parser does not know the method. */
  isOddMethod?: boolean;
};

/**
 * The answer to a request of the Partners API that HTTP itself forbids. It looks like the answer to a call, with the
 * numbers of the rate limit (contract, Rate limits: every answer); it costs none of them.
 */
export function answerAtDoor(unread: Unread): {
  status: number;
  headers: Record<string, string>;
  body: string;
} {
  const { message } = unread;
  const error =
    (unread.isOddMethod && routeError(unread)) || new AppError('bad_request', { message });
  const answer = errorAnswer(error);
  return {
    status: error.code === 'bad_request' ? unread.status : answer.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-ratelimit-limit': String(defaultRateLimit),
      'x-ratelimit-remaining': String(defaultRateLimit),
      ...answer.headers,
    },
    body: answer.body,
  };
}

/** 404 or 405: no operation has a method that HTTP does not know. */
function routeError({ method, target }: Unread): AppError | null {
  const path = target.split(/[?#]/, 1)[0] ?? '';
  try {
    findRoute(method, path.slice(routes.partnersBase().length));
    return null;
  } catch (error) {
    return error instanceof AppError ? error : null;
  }
}
