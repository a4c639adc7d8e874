import { isId, type RequestId } from '#lib/std/ids.ts';

/** Enough of `Headers` for what is read here; what the framework hands to pages has it too. */
export type HeaderReader = { get(name: string): string | null };

/** What the portal's front door found out about a request and tells the parts behind it. */
export type RequestFacts = {
  clientAddress: string | null;
  requestId: RequestId | null;
  userAgent: string | null;
};

// The front door removes these two from what comes in and sets its own, so nobody outside can choose them.
export const clientAddressHeader = 'x-forwarded-for';
export const requestIdHeader = 'x-request-id';

export function requestFacts(headers: HeaderReader): RequestFacts {
  const requestId = headers.get(requestIdHeader);
  return {
    clientAddress: headers.get(clientAddressHeader),
    requestId: isId('req', requestId) ? requestId : null,
    userAgent: headers.get('user-agent'),
  };
}
