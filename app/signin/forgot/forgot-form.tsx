'use client';
import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { routes } from '#lib/routes.ts';
import { forgotAction } from '../password-actions.ts';

/** A plain form: it works without a script. */
export function ForgotForm() {
  const [state, action, pending] = useActionState(forgotAction, null);
  if (state?.asked) {
    return (
      <div className="grid gap-4" role="status">
        <Callout tone="good" title="Look into your mail">
          If there is an account with <bdi className="break-all">{state.email}</bdi>, a link is on
          its way. It works once, for one hour.
        </Callout>
        <LinkButton href={routes.signIn()}>Back to sign in</LinkButton>
      </div>
    );
  }
  return (
    <form action={action} className="grid gap-4">
      <Field label="E-mail" required error={state?.problem}>
        {(parts) => (
          <Input
            {...parts}
            key={state?.email}
            type="email"
            name="email"
            autoComplete="username"
            defaultValue={state?.email}
            required
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={pending} className="w-full">
        Send the link
      </Button>
    </form>
  );
}
