'use client';
import { type FormEvent, useState } from 'react';
import type { SignatureVerdict } from '#lib/domain/webhooks/explain-signature.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { portalFetch, refusalText } from '../portal-fetch.ts';

const textOf = (form: FormData, name: string) => String(form.get(name) ?? '');

function useCheck(app: AppId) {
  const [busy, setBusy] = useState(false);
  const [verdict, setVerdict] = useState<SignatureVerdict | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const check = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    try {
      const deliveryId = textOf(form, 'deliveryId').trim();
      // Forms write line ends as CRLF; what was pasted had the text area's own.
      const body = textOf(form, 'body').replaceAll('\r\n', '\n');
      const asked = {
        secret: textOf(form, 'secret'),
        timestamp: textOf(form, 'timestamp'),
        signature: textOf(form, 'signature'),
        body,
        ...(deliveryId ? { deliveryId } : {}),
      };
      const url = routes.appData(app, 'signature');
      setVerdict(await portalFetch<SignatureVerdict>(url, { method: 'POST', body: asked }));
    } catch (error) {
      setVerdict(null);
      setProblem(refusalText(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, verdict, problem, check };
}

const mono = 'font-mono text-[0.8125rem]';

/** A form for what a receiver got, and the answer why it does not verify. */
export function SignatureHelp({ app, deliveryId }: { app: AppId; deliveryId: string }) {
  const { busy, verdict, problem, check } = useCheck(app);
  return (
    <form className="grid max-w-3xl grid-cols-1 gap-4" onSubmit={check} data-needs-js="">
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        <Field label="X-Okta-Signature" required>
          {(parts) => (
            <Input {...parts} name="signature" required className={mono} autoComplete="off" />
          )}
        </Field>
        <Field label="X-Okta-Timestamp" required>
          {(parts) => (
            <Input {...parts} name="timestamp" required className={mono} autoComplete="off" />
          )}
        </Field>
        <Field label="Signing secret" required hint="As your receiver has it, whsec_ included.">
          {(parts) => (
            <Input
              {...parts}
              name="secret"
              type="password"
              required
              className={mono}
              autoComplete="off"
            />
          )}
        </Field>
        <Field label="X-Okta-Delivery-Id" hint="Lets the portal compare with what it sent.">
          {(parts) => (
            <Input
              {...parts}
              name="deliveryId"
              defaultValue={deliveryId}
              className={mono}
              autoComplete="off"
            />
          )}
        </Field>
      </div>
      <Field label="Raw body" required>
        {(parts) => (
          <Textarea
            {...parts}
            name="body"
            required
            rows={7}
            dir="auto"
            className={mono}
            spellCheck={false}
          />
        )}
      </Field>
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          Explain
        </Button>
      </div>
      <div aria-live="polite">
        {problem ? <Callout tone="bad">{problem}</Callout> : null}
        {verdict ? (
          <Callout tone={verdict.ok ? 'good' : 'warn'} title={verdict.title}>
            <span className="break-words">{verdict.advice}</span>
          </Callout>
        ) : null}
      </div>
    </form>
  );
}
