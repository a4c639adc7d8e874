'use client';
import { useEffect, useState } from 'react';
import { routes } from '#lib/routes.ts';
import { buttonClass } from '../ui/button-class.ts';
import { accountKey } from './theme-script.ts';

export type SessionUser = { name?: string | null; email?: string | null; isReviewer?: boolean };

function userOf(body: unknown): SessionUser | undefined {
  if (typeof body !== 'object' || body === null || !('user' in body)) return undefined;
  const { user } = body;
  return typeof user === 'object' && user !== null ? user : undefined;
}

/**
 * Pages that are the same for everybody and cached ask afterwards, here, who reads them; pages that know it say so, and
 * the menu works without a script.
 */
export function AccountMenu({ account }: { account?: SessionUser }) {
  const [asked, setUser] = useState<SessionUser>();
  const user = account ?? asked;
  const isKnown = account !== undefined;
  useEffect(() => {
    if (isKnown) {
      remember(true);
      return;
    }
    const stop = new AbortController();
    fetch(routes.session(), { signal: stop.signal, headers: { accept: 'application/json' } })
      .then(async (answer) => {
        const found = answer.ok ? userOf(await answer.json()) : undefined;
        remember(found !== undefined);
        setUser(found);
      })
      .catch(() => setUser(undefined));
    return () => stop.abort();
  }, [isKnown]);
  if (!user) {
    return (
      <>
        <a
          href={routes.signIn()}
          data-needs-js=""
          data-guest=""
          className={buttonClass('secondary', 'sm')}
        >
          Sign in
        </a>
        {/* A page kept for everybody cannot say who reads it; this leads on, or to the sign-in. */}
        <a href={routes.dashboard()} data-without-js="" className={buttonClass('secondary', 'sm')}>
          Your account
        </a>
      </>
    );
  }
  const name = user.name || user.email || 'Account';
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        aria-label={`Account: ${name}`}
        title={name}
        className="inline-flex size-8 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent uppercase"
      >
        {initials(name)}
      </button>
      <div
        id="account-menu"
        popover="auto"
        className="inset-auto top-13 right-3 min-w-52 rounded-lg border border-line bg-raised p-1 text-sm shadow-pop"
      >
        <p className="truncate px-2.5 py-2 text-muted">{user.email ?? name}</p>
        <a className="block rounded px-2.5 py-1.5 hover:bg-hover" href={routes.dashboard()}>
          Dashboard
        </a>
        {user.isReviewer ? (
          <a className="block rounded px-2.5 py-1.5 hover:bg-hover" href={routes.admin()}>
            Review
          </a>
        ) : null}
        <a className="block rounded px-2.5 py-1.5 hover:bg-hover" href={routes.sessions()}>
          Account
        </a>
        <a className="block rounded px-2.5 py-1.5 hover:bg-hover" href={routes.signOutPage()}>
          Sign out
        </a>
      </div>
    </>
  );
}

/** For the next page's first paint. */
function remember(isSignedIn: boolean): void {
  try {
    if (isSignedIn) localStorage.setItem(accountKey, '1');
    else localStorage.removeItem(accountKey);
  } catch {
    // Storage may be closed to us; the next page then shows "Sign in" until it has asked.
  }
  if (!isSignedIn) delete document.documentElement.dataset.account;
}

function initials(name: string): string {
  const letters = name.split(/[\s@.]+/u).map((word) => [...word][0] ?? '');
  return letters.slice(0, 2).join('') || '?';
}
