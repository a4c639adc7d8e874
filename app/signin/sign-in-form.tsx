'use client';
import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { routes } from '#lib/routes.ts';
import { type SignInState, signInAction } from './actions.ts';

type SignInFormProps = { returnTo: string; problem: string | null };

/** A plain form: it works without a script, and with one it keeps what was typed. */
export function SignInForm({ returnTo, problem }: SignInFormProps) {
  const started: SignInState = problem === null ? null : { email: '', problem };
  const [state, action, pending] = useActionState(signInAction, started);
  return (
    <form action={action} className="grid gap-4">
      <input type="hidden" name="returnTo" value={returnTo} />
      <div role="alert">{state ? <Callout tone="bad">{state.problem}</Callout> : null}</div>
      <Field label="E-mail" required>
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
      <Field label="Password" required>
        {(parts) => (
          <Input
            {...parts}
            type="password"
            name="password"
            autoComplete="current-password"
            required
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={pending} className="w-full">
        Sign in
      </Button>
      <p className="text-sm">
        <a className="text-accent hover:underline" href={routes.forgotPassword()}>
          Forgot your password?
        </a>
      </p>
    </form>
  );
}
