import { getUserCtx } from '#lib/auth/session.ts';
import { relayCall } from '#lib/relay/relay-call.ts';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

// Next offers no "all methods"; each is named, and all end in one function that knows no framework.
async function handler(request: Request): Promise<Response> {
  return relayCall(request, await getUserCtx(request.headers));
}

export {
  handler as DELETE,
  handler as GET,
  handler as HEAD,
  handler as OPTIONS,
  handler as PATCH,
  handler as POST,
  handler as PUT,
};
