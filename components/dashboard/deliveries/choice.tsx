import type { ReactNode } from 'react';
import { Select } from '../../ui/select.tsx';

type ChoiceProps = {
  label: string;
  any: string;
  value: string | null;
  onChange: (value: string | null) => void;
  children: ReactNode;
};

/** One filter of a list: a value, or any. */
export function Choice({ label, any, value, onChange, children }: ChoiceProps) {
  return (
    <Select
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || null)}
    >
      <option value="">{any}</option>
      {children}
    </Select>
  );
}
