import { AppError } from '#lib/errors.ts';
import type { Answer, Exchange } from '../exchange.ts';

const slow = /^slow=(0|[1-9][0-9]{0,3}|[12][0-9]{4}|30000)$/;

/** Failures on request (header `X-Sandbox-Fault`): some stand in place of the operation, some befall its answer. */
export function fault(x: Exchange): Answer | undefined {
  const asked = x.request.headers.get('x-sandbox-fault');
  if (asked === null) return undefined;
  switch (asked) {
    case '500':
      throw new AppError('server_error');
    case '503': {
      const error = new AppError('server_error');
      return {
        status: 503,
        body: JSON.stringify({ message: error.message, error: error.code }),
        error: error.code,
      };
    }
    case '429':
      throw new AppError('rate_limited', { details: { retryAfterSeconds: x.rateResetSeconds } });
    case 'timeout':
    case 'drop':
      x.fault = { kind: asked };
      return undefined;
    default: {
      const ms = slow.exec(asked)?.[1];
      if (ms !== undefined) x.fault = { kind: 'slow', ms: Number(ms) };
      return undefined;
    }
  }
}
