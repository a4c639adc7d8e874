import type { ErrorEnvelope } from '#lib/errors.ts';
import { noteSession } from './session-state.ts';

const signedOut = 'You are signed out. Sign in again in another tab; what you typed stays here.';

/** A refusal of the portal, with its text for people and the texts by field. */
export class PortalRefusal extends Error {
  override readonly name = 'PortalRefusal';
  readonly code: string;
  readonly fields: ErrorEnvelope['errors'];

  constructor(envelope: Partial<ErrorEnvelope>) {
    const text = envelope.message ?? 'The portal did not answer. Try again.';
    super(envelope.error === 'not_signed_in' ? signedOut : text);
    this.code = envelope.error ?? 'server_error';
    this.fields = envelope.errors;
  }
}

type Ask = { method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'; body?: unknown; signal?: AbortSignal };

const unreachable = 'The portal could not be reached. Check your connection and try again.';

/**
 * Asks one of the dashboard's JSON addresses. The caller names the type: both sides are built from one source. Rejects
 * with a `PortalRefusal`, whose message is for people, also when there was no answer.
 */
export async function portalFetch<T>(url: string, ask: Ask = {}): Promise<T> {
  const { method = 'GET', body, signal } = ask;
  const response = await fetch(url, {
    method,
    signal,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new PortalRefusal({ error: 'server_error', message: unreachable });
  });
  if (response.ok) {
    noteSession(false);
    return response.json();
  }
  const refusal = new PortalRefusal(await response.json().catch(() => ({})));
  if (refusal.code === 'not_signed_in') noteSession(true);
  throw refusal;
}

/** What went wrong, as a sentence. */
export function refusalText(error: unknown): string {
  return error instanceof PortalRefusal ? error.message : unreachable;
}
