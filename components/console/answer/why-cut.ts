import type { Answer } from '../relay-fetch.ts';

// What the relay passes on (lib/relay/relay.ts); a little less, because its clock starts earlier than the browser's.
const nearlyMs = 29_000;
const nearlyBytes = 10 * 1024 * 1024 - 65_536;

/** Why an answer is not whole. */
export function whyCut({
  state,
  body,
  totalMs,
}: Pick<Answer, 'state' | 'body' | 'totalMs'>): string {
  if (state === 'stopped') return 'You stopped it. What had come by then is below.';
  if (body.length >= nearlyBytes)
    return 'The console passes on 10 MB of an answer, and there is more.';
  if (totalMs >= nearlyMs)
    return 'The console waits 30 seconds for an answer, and this one goes on.';
  return 'The connection was closed before the API had finished. What had come by then is below.';
}
