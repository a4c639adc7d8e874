'use client';
import { type FormEvent, useState } from 'react';
import type { TrustedOriginView } from '#lib/domain/okta/orgs/schemas.ts';
import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { PortalRefusal, refusalText } from '../portal-fetch.ts';
import { useOktaActs } from './use-okta.tsx';

type TrustedOriginsProps = { origins: readonly TrustedOriginView[]; canChange: boolean };

/** Which pages in a browser may read the org (CORS). */
export function TrustedOrigins({ origins, canChange }: TrustedOriginsProps) {
  return (
    <Card title="Trusted origins">
      <div className="grid grid-cols-1 gap-4">
        <p className="max-w-3xl text-sm leading-6 text-muted">
          A page in a browser reads the answers of this org only when its origin stands here, and
          only of operations that are{' '}
          <a className="text-accent underline" href={routes.docs('okta/design-principles')}>
            open to other origins
          </a>
          . Programs on servers need no entry.
        </p>
        {origins.length > 0 ? (
          <ul className="divide-y divide-line rounded-lg border border-line">
            {origins.map((one) => (
              <OriginLine key={one.origin} one={one} canChange={canChange} />
            ))}
          </ul>
        ) : (
          <p className="text-sm text-muted">No origin is trusted: no browser page may read.</p>
        )}
        {canChange ? <AddOrigin /> : null}
      </div>
    </Card>
  );
}

function OriginLine({ one, canChange }: { one: TrustedOriginView; canChange: boolean }) {
  const { act } = useOktaActs();
  const remove = async () => {
    await act(['origins'], { action: 'remove', origin: one.origin });
  };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3.5 py-2 text-sm">
      <code className="min-w-0 flex-1 basis-60 break-all">{one.origin}</code>
      <span className="text-muted">
        since <RelativeTime at={one.createdAt} />
      </span>
      {canChange ? (
        <span data-needs-js="">
          <ConfirmDialog
            trigger={
              <Button size="sm" aria-label={`Remove ${one.origin}`}>
                Remove
              </Button>
            }
            title="Remove this origin?"
            action="Remove origin"
            onConfirm={remove}
          >
            Pages of {one.origin} can no longer read answers of this org, from now on.
          </ConfirmDialog>
        </span>
      ) : null}
    </li>
  );
}

/** What a person pastes is often a whole address; its origin is meant. */
function originIn(text: string): string {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return trimmed;
  const url = new URL(trimmed);
  return url.pathname === '/' && url.search === '' && url.hash === '' ? url.origin : trimmed;
}

function AddOrigin() {
  const { act, busy } = useOktaActs();
  const [problem, setProblem] = useState<string>();
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const origin = originIn(String(new FormData(form).get('origin') ?? ''));
    setProblem(undefined);
    try {
      await act(['origins'], { action: 'add', origin });
      form.reset();
    } catch (error) {
      const texts = error instanceof PortalRefusal ? error.fields?.origin : undefined;
      setProblem(texts ? `It ${texts.join(' ')}.` : refusalText(error));
    }
  };
  return (
    <form className="flex max-w-2xl flex-wrap items-end gap-3" onSubmit={add} data-needs-js="">
      <div className="min-w-60 flex-1">
        <Field label="Origin" required error={problem}>
          {(parts) => (
            <Input
              {...parts}
              name="origin"
              required
              maxLength={300}
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              placeholder="https://app.example.com"
            />
          )}
        </Field>
      </div>
      <Button type="submit" busy={busy}>
        Add origin
      </Button>
    </form>
  );
}
