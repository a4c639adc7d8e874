'use client';
import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { joinAnewAction, joinSignedInAction } from './actions.ts';

type JoinProps = { secret: string; email: string };

const Problem = ({ text }: { text: string | undefined }) => (
  <div role="alert">{text ? <Callout tone="bad">{text}</Callout> : null}</div>
);

/** For somebody without an account. Works without a script. */
export function JoinAnew({ secret, email }: JoinProps) {
  const [state, action, pending] = useActionState(joinAnewAction, null);
  return (
    <form action={action} className="grid gap-4">
      <input type="hidden" name="secret" value={secret} />
      <Problem text={state?.problem} />
      <Field label="E-mail" required>
        {(parts) => (
          <Input {...parts} type="email" value={email} readOnly autoComplete="username" />
        )}
      </Field>
      <Field label="Your name" required>
        {(parts) => (
          <Input
            {...parts}
            key={state?.name}
            name="name"
            autoComplete="name"
            defaultValue={state?.name}
            maxLength={120}
            required
          />
        )}
      </Field>
      <Field label="Password" required hint="At least 12 characters.">
        {(parts) => (
          <Input
            {...parts}
            type="password"
            name="password"
            autoComplete="new-password"
            minLength={12}
            required
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={pending} className="w-full">
        Create account and join
      </Button>
    </form>
  );
}

/** For somebody who is signed in. */
export function JoinSignedIn({ secret, email }: JoinProps) {
  const [state, action, pending] = useActionState(joinSignedInAction, null);
  return (
    <form action={action} className="grid gap-4">
      <input type="hidden" name="secret" value={secret} />
      <Problem text={state?.problem} />
      <Button type="submit" variant="primary" size="lg" busy={pending} className="w-full">
        <span className="truncate">Join as {email}</span>
      </Button>
    </form>
  );
}
