'use client';
import { useActionState, useEffect, useRef } from 'react';
import { type IntegrationTypeChoice, TypeChoice } from '#components/apply/type-choice.tsx';
import { Button } from '#components/ui/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { applyAction } from './actions.ts';

type ApplyFormProps = {
  /** Names this form: sent twice, it is one application. */
  secret: string;
  types: readonly IntegrationTypeChoice[];
};

const lines = [
  { name: 'company', label: 'Company', autoComplete: 'organization', maxLength: 200 },
  { name: 'site', label: 'Web site', autoComplete: 'url', maxLength: 300 },
  { name: 'contactName', label: 'Your name', autoComplete: 'name', maxLength: 120 },
  { name: 'email', label: 'Your e-mail', autoComplete: 'email', maxLength: 254, type: 'email' },
] as const;

const hints: Partial<Record<(typeof lines)[number]['name'], string>> = {
  site: 'Where a school can read about you, such as masar.example.',
  email: 'If you are approved, you sign in with it as owner of your organization.',
};

/** A plain form: it works without a script, and what was typed stays. */
export function ApplyForm({ secret, types }: ApplyFormProps) {
  const [state, action, pending] = useActionState(applyAction, null);
  const errors = state?.errors ?? {};
  const values = state?.values ?? {};
  const wrong = Object.keys(errors).length;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const find = (selector: string) => form.current?.querySelector<HTMLElement>(selector);
    if (state) (find('[aria-invalid]') ?? find('[role=alert]'))?.focus();
  }, [state]);
  return (
    <form action={action} className="grid grid-cols-1 gap-5" noValidate ref={form}>
      <input type="hidden" name="secret" value={secret} />
      <div role="alert" tabIndex={-1} className="empty:hidden">
        {state?.problem ? <Callout tone="bad">{state.problem}</Callout> : null}
        {wrong > 0 ? (
          <Callout tone="bad">
            {wrong === 1 ? 'One answer needs' : `${wrong} answers need`} another look.
          </Callout>
        ) : null}
      </div>
      {/* Keyed by the answer, so that the fields take what was typed. */}
      <div
        className="grid grid-cols-1 items-start gap-5 sm:grid-cols-2"
        key={`lines-${state?.answer}`}
      >
        {lines.map(({ name, label, ...attributes }) => (
          <Field key={name} label={label} required hint={hints[name]} error={errors[name]?.[0]}>
            {(parts) => (
              <Input
                {...parts}
                {...attributes}
                name={name}
                defaultValue={values[name]}
                dir="auto"
                required
              />
            )}
          </Field>
        ))}
      </div>
      <TypeChoice
        key={`type-${state?.answer}`}
        types={types}
        chosen={values.integrationType}
        error={errors.integrationType?.[0]}
      />
      <Field
        label="What you want to build"
        required
        hint="What it does, for whom, and which records it reads or writes. At least 40 characters."
        error={errors.useCase?.[0]}
      >
        {(parts) => (
          <Textarea
            {...parts}
            key={state?.answer}
            name="useCase"
            rows={6}
            maxLength={4000}
            defaultValue={values.useCase}
            dir="auto"
            required
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={pending} className="sm:w-fit">
        Send the application
      </Button>
    </form>
  );
}
