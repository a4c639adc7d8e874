'use client';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { routes } from '#lib/routes.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { PortalRefusal, portalFetch, refusalText } from './portal-fetch.ts';

type Settle = (confirmed: boolean) => void;

const wantsConfirmation = (error: unknown) =>
  error instanceof PortalRefusal && error.code === 'confirmation_required';

/**
 * For acts that want a password not older than ten minutes: `run` does the work, asks when the portal says so, and
 * does it again. Null: the person changed their mind. Render `question` somewhere.
 */
export function useConfirmation(): {
  run: <T>(work: () => Promise<T>) => Promise<T | null>;
  question: ReactNode;
} {
  const [settle, setSettle] = useState<Settle | null>(null);
  const run = async <T,>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      if (!wantsConfirmation(error)) throw error;
    }
    const confirmed = await new Promise<boolean>((resolve) => setSettle(() => resolve));
    setSettle(null);
    return confirmed ? work() : null;
  };
  return { run, question: settle ? <Question onSettle={settle} /> : null };
}

type Ways = { password: boolean; issuer: boolean };

/** Asks for the password, or leads to the identity provider whoever has none. */
function Question({ onSettle }: { onSettle: Settle }) {
  const [ways, setWays] = useState<Ways>();
  useEffect(() => {
    const stop = new AbortController();
    portalFetch<Ways>(routes.portalData('confirmation'), { signal: stop.signal })
      .then(setWays)
      // The password is the usual way; whoever has none is told when they try it.
      .catch(() => stop.signal.aborted || setWays({ password: true, issuer: false }));
    return () => stop.abort();
  }, []);
  if (!ways) return null;
  return ways.password || !ways.issuer ? (
    <PasswordQuestion onSettle={onSettle} />
  ) : (
    <IssuerQuestion onSettle={onSettle} />
  );
}

function IssuerQuestion({ onSettle }: { onSettle: Settle }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => void (open || onSettle(false))}
      title="Confirm that it is you"
      description="Tokens open a school’s data, so your identity provider asks you once more. You come back to this page; then do it again. It is not asked again for ten minutes."
    >
      <form method="post" action={routes.signInIssuer()} className="flex justify-end gap-2">
        <input type="hidden" name="again" value="1" />
        <input
          type="hidden"
          name="returnTo"
          value={window.location.pathname + window.location.search}
        />
        <Button onClick={() => onSettle(false)}>Cancel</Button>
        <Button type="submit" variant="primary">
          Confirm
        </Button>
      </form>
    </Dialog>
  );
}

function PasswordQuestion({ onSettle }: { onSettle: Settle }) {
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    const password = new FormData(event.currentTarget).get('password');
    try {
      await portalFetch(routes.portalData('confirmation'), { method: 'POST', body: { password } });
      onSettle(true);
    } catch (error) {
      const field = error instanceof PortalRefusal ? error.fields?.password : undefined;
      setProblem(field?.join(' ') ?? refusalText(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => void (open || onSettle(false))}
      title="Confirm that it is you"
      description="A token opens data of other people, so the portal asks for your password. It does not ask again for ten minutes."
    >
      <form className="grid gap-4" onSubmit={submit}>
        <Field label="Password" required error={problem}>
          {(parts) => (
            <Input
              {...parts}
              type="password"
              name="password"
              autoComplete="current-password"
              required
              autoFocus
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => onSettle(false)}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Confirm
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
