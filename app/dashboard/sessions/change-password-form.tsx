'use client';
import { useActionState } from 'react';
import { NewPasswordFields } from '#components/entry/new-password-fields.tsx';
import { Button } from '#components/ui/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { changePasswordAction } from './actions.ts';

/** A plain form: it works without a script. */
export function ChangePasswordForm() {
  const [state, action, pending] = useActionState(changePasswordAction, null);
  return (
    <form action={action} className="grid gap-4">
      <div role="alert" className="empty:hidden">
        {state?.problem ? <Callout tone="bad">{state.problem}</Callout> : null}
        {state?.ended !== undefined ? (
          <Callout tone="good" title="Your password is changed">
            {state.ended > 0 ? `Other sessions that ended: ${state.ended}.` : 'You stay signed in.'}
          </Callout>
        ) : null}
      </div>
      <Field label="The password that you have" required error={state?.errors.current?.[0]}>
        {(parts) => (
          <Input
            {...parts}
            type="password"
            name="current"
            autoComplete="current-password"
            required
          />
        )}
      </Field>
      <NewPasswordFields error={state?.errors.password?.[0]} />
      <Button type="submit" variant="primary" busy={pending} className="justify-self-start">
        Change the password
      </Button>
      <p className="text-[0.8125rem] text-muted">Every other session of yours ends.</p>
    </form>
  );
}
