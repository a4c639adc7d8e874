'use client';
import { useActionState } from 'react';
import { NewPasswordFields } from '#components/entry/new-password-fields.tsx';
import { Button } from '#components/ui/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { choosePasswordAction } from '../../password-actions.ts';

/** A plain form: it works without a script. */
export function ChooseForm({ secret, email }: { secret: string; email: string }) {
  const [state, action, pending] = useActionState(choosePasswordAction, null);
  return (
    <form action={action} className="grid gap-4">
      <input type="hidden" name="secret" value={secret} />
      <div role="alert">{state ? <Callout tone="bad">{state.problem}</Callout> : null}</div>
      <Field label="E-mail" required>
        {(parts) => (
          <Input {...parts} type="email" value={email} readOnly autoComplete="username" />
        )}
      </Field>
      <NewPasswordFields />
      <Button type="submit" variant="primary" size="lg" busy={pending} className="w-full">
        Choose this password
      </Button>
    </form>
  );
}
