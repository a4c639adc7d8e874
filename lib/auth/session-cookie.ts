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

type Opened = { sessionId: SessionId; secret: string; endsAtMs: number };
// Deriving the key costs more than all else that a call of the console costs here. Only what the seal says is remembered;
// whether the session still lives is asked of the database each time.
const opened = new Map<string, Opened>();
const remembered = 1000;

/** The session id in a `Cookie` header; null when there is none, or it is not ours, or it is too old. */
export async function openSessionCookie(cookieHeader: string | null): Promise<SessionId | null> {
  const value = readCookie(cookieHeader, sessionCookieName());
  if (!value || value.length > 4096) return null;
  const { secret } = getConfig();
  const known = opened.get(value);
  if (known && known.secret === secret && known.endsAtMs > Date.now()) return known.sessionId;
  try {
    const token = await decode({ token: value, secret });
    if (!isId('ses', token?.sid)) return null;
    const endsAtMs = typeof token?.exp === 'number' ? token.exp * 1000 : 0;
    if (opened.size >= remembered) opened.clear();
    opened.set(value, { sessionId: token.sid, secret, endsAtMs });
    return token.sid;
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
