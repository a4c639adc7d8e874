import type { HttpClient } from '#lib/http/guarded-request.ts';
import type { RelayCaller } from './caller.ts';
import type { ConsoleTokens, TokenHolder } from './console-tokens.ts';
import type { Call } from './keep-history.ts';
import { type Outgoing, type StreamedAnswer, sendOut, type UpstreamAnswer } from './send.ts';
import { sendToSandbox } from './send-sandbox.ts';

/** Sends a call with the credential of whom it is made as: here, and only here, the two meet. */
export async function sendCall(
  parts: { http: HttpClient; tokens: ConsoleTokens },
  caller: RelayCaller,
  { outgoing, callAs }: Call,
): Promise<UpstreamAnswer | StreamedAnswer> {
  switch (callAs.kind) {
    case 'nobody':
      return sendOut(parts.http, outgoing);
    case 'credential':
      return sendOut(parts.http, withAuthorization(outgoing, callAs.authorization));
    case 'installation':
    case 'okta-sandbox':
      return sendMinted(parts.tokens, caller, callAs, outgoing);
  }
}

async function sendMinted(
  tokens: ConsoleTokens,
  caller: RelayCaller,
  holder: TokenHolder,
  outgoing: Outgoing,
): Promise<UpstreamAnswer> {
  const token = await tokens.tokenFor(caller.ctx, holder);
  const answer = await sendToSandbox(
    withAuthorization(outgoing, `Bearer ${token}`),
    caller.ctx.clientAddress,
  );
  if (answer.status === 401) tokens.forget(holder);
  return answer;
}

const withAuthorization = (outgoing: Outgoing, value: string): Outgoing => ({
  ...outgoing,
  headers: [...outgoing.headers, ['authorization', value]],
});
