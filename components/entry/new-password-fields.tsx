import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';

/** A new password, twice. */
export function NewPasswordFields({ error }: { error?: string }) {
  const attributes = {
    type: 'password',
    autoComplete: 'new-password',
    minLength: 12,
    required: true,
  } as const;
  return (
    <>
      <Field
        label="New password"
        required
        error={error}
        hint="At least 12 characters. A few words that have nothing to do with each other are good and easy to keep."
      >
        {(parts) => <Input {...parts} {...attributes} name="password" />}
      </Field>
      <Field label="New password once more" required>
        {(parts) => <Input {...parts} {...attributes} name="again" />}
      </Field>
    </>
  );
}
