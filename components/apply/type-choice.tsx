import { useId } from 'react';

export type IntegrationTypeChoice = { type: string; label: string; meaning: string };
type TypeChoiceProps = {
  types: readonly IntegrationTypeChoice[];
  chosen: string | undefined;
  error: string | undefined;
};

/** How an app joins the platform: each way with what it means. */
export function TypeChoice({ types, chosen, error }: TypeChoiceProps) {
  const id = useId();
  return (
    <fieldset className="grid grid-cols-1 gap-2" aria-describedby={error ? id : undefined}>
      <legend className="mb-1.5 text-sm font-medium">How your app joins</legend>
      {types.map(({ type, label, meaning }) => (
        <label
          key={type}
          className="flex cursor-pointer gap-3 rounded-lg border border-line bg-raised px-4 py-3 hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft"
        >
          <input
            type="radio"
            name="integrationType"
            value={type}
            defaultChecked={chosen === type}
            required
            aria-invalid={error ? true : undefined}
            className="mt-1 size-4 shrink-0 accent-accent"
          />
          <span className="min-w-0">
            <span className="block text-sm font-medium">{label}</span>
            <span className="block text-[0.8125rem] leading-5 text-muted">{meaning}</span>
          </span>
        </label>
      ))}
      {error ? (
        <p id={id} className="text-[0.8125rem] text-bad">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
