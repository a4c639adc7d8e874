import type { DeliveryListItem } from '#lib/domain/deliveries/schemas.ts';

const results: Record<string, { label: string; advice: string }> = {
  timeout: {
    label: 'Timed out',
    advice:
      'Your receiver did not finish its answer within 10 seconds. Answer first, then do the work.',
  },
  connection_refused: {
    label: 'Connection refused',
    advice: 'Nothing listens at this address. Start your receiver, or correct the port.',
  },
  connection_reset: {
    label: 'Connection closed',
    advice: 'Your receiver closed the connection before its answer was complete.',
  },
  host_unreachable: {
    label: 'Host unreachable',
    advice: 'No route leads to the host. Check that it is on the internet and not behind a VPN.',
  },
  dns_failed: {
    label: 'Name not found',
    advice: 'The host name does not resolve. Check its spelling and its DNS records.',
  },
  tls_failed: {
    label: 'TLS failed',
    advice: 'The certificate is expired, self-signed or for another name. Serve its whole chain.',
  },
  denied_address: {
    label: 'Address refused',
    advice:
      'The portal sends to public addresses only. Use one, or the built-in bin while you develop.',
  },
  invalid_url: { label: 'Invalid address', advice: 'Correct the address of the endpoint.' },
  invalid_request: {
    label: 'Invalid header',
    advice: 'A custom header of the endpoint has a character that HTTP does not allow.',
  },
  invalid_response: {
    label: 'Not HTTP',
    advice: 'The answer was not valid HTTP. Check that the port speaks HTTP, and https for https.',
  },
  cancelled: { label: 'Cancelled', advice: 'Somebody cancelled it. It can still be resent.' },
  endpoint_deleted: { label: 'Endpoint deleted', advice: 'The endpoint was deleted.' },
};

const byStatus: Record<number, string> = {
  401: 'Your receiver asks for credentials. Webhooks carry none: verify the signature instead.',
  403: 'Your receiver, or a firewall before it, refuses the request.',
  404: 'Your receiver has no such path. Check the address of the endpoint.',
  405: 'Your receiver does not take POST at this path.',
  410: 'Your receiver said that it is gone for good, so the endpoint was disabled.',
  413: 'Your receiver takes no body of this size.',
  429: 'Your receiver is busy. Send Retry-After to say when to try again.',
  503: 'Your receiver is unavailable. Send Retry-After to say when to try again.',
};

function statusAdvice(status: number): string {
  const known = byStatus[status];
  if (known) return known;
  if (status >= 500) return 'Your receiver failed. Its own log says why.';
  if (status >= 300 && status < 400) {
    return 'Redirects are not followed. Enter the final address in the endpoint.';
  }
  return 'Answer with a status from 200 to 299 to acknowledge a delivery.';
}

/** A failure word or status as people say it, with what to do about it. */
export function explainResult(
  error: string | null,
  status: number | null,
): { label: string; advice: string } | null {
  const known = error ? results[error] : undefined;
  if (known) return known;
  if (status === null) return error ? { label: error, advice: '' } : null;
  return { label: `HTTP ${status}`, advice: statusAdvice(status) };
}

/** The result column of the list: `HTTP 200`, `Timed out`, or nothing yet. */
export function resultLabel({ lastError, lastStatusCode }: DeliveryListItem): string | null {
  return explainResult(lastError, lastStatusCode)?.label ?? null;
}

export const errorWords = Object.keys(results);
