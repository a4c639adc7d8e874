import { decode, encode } from 'next-auth/jwt';
import { getConfig } from '#lib/config/runtime.ts';
import { sessionMaxAgeMs } from '#lib/domain/sessions/sign-in.ts';
import { isId, type SessionId } from '#lib/std/ids.ts';
import { sessionCookieName } from './cookies.ts';

/** What the cookie carries: the session's id. Everything else is looked up, so that nothing in it can be stale. */
export type SessionToken = { sid: SessionId };

/** The cookie's value, in the form that next-auth reads too. */
export function sealSession(sessionId: SessionId): Promise<string> {
  const token: SessionToken = { sid: sessionId };
  return encode({ token, secret: getConfig().secret, maxAge: sessionMaxAgeMs / 1000 });
}

/** The session id in a `Cookie` header; null when there is none, or it is not ours, or it is too old. */
export async function openSessionCookie(cookieHeader: string | null): Promise<SessionId | null> {
  const value = readCookie(cookieHeader, sessionCookieName());
  if (!value || value.length > 4096) return null;
  try {
    const token = await decode({ token: value, secret: getConfig().secret });
    return isId('ses', token?.sid) ? token.sid : null;
  } catch {
    return null;
  }
}

function readCookie(header: string | null, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}
