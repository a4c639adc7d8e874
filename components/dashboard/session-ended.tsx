'use client';
import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { routes } from '#lib/routes.ts';
import { Callout } from '../ui/callout.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { noteSession, useSessionEnded } from './session-state.ts';

/** Asks whether somebody is signed in again; a portal that does not answer changes nothing. */
async function look(): Promise<void> {
  const answer = await fetch(routes.session()).catch(() => null);
  const body: unknown = answer?.ok ? await answer.json().catch(() => null) : null;
  if (typeof body === 'object' && body !== null && 'user' in body) noteSession(false);
}

/**
 * Says that the session ended while the page stood open, and how to go on without losing what is typed. Goes away by
 * itself after a sign-in in another tab.
 */
export function SessionEnded() {
  const hasEnded = useSessionEnded();
  const pathname = usePathname();
  useEffect(() => {
    if (!hasEnded) return;
    const ask = () => void look();
    window.addEventListener('focus', ask);
    return () => window.removeEventListener('focus', ask);
  }, [hasEnded]);
  return (
    <div role="alert" className="sticky top-[calc(var(--header-height)+0.75rem)] z-30 empty:hidden">
      {hasEnded ? (
        <Callout
          tone="warn"
          title="You are signed out"
          className="shadow-pop"
          actions={
            <LinkButton size="sm" href={routes.signIn(pathname)} target="_blank">
              Sign in in a new tab
            </LinkButton>
          }
        >
          Your session has ended. What you typed stays here: sign in again, then go on.
        </Callout>
      ) : null}
    </div>
  );
}
