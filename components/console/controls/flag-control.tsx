import { Select } from '#components/ui/select.tsx';
import type { ControlProps } from '../swagger-types.ts';
import { controlText } from './control-text.ts';

/** A boolean parameter has three states: true, false and not sent. */
export function FlagControl({
  value,
  onChange,
  required,
  disabled,
  description,
  keyName,
}: ControlProps) {
  return (
    <Select
      aria-label={description || 'Value'}
      disabled={disabled}
      value={controlText(value)}
      onChange={(event) => onChange(event.target.value, keyName)}
    >
      {required ? null : <option value="">not sent</option>}
      <option value="true">true</option>
      <option value="false">false</option>
    </Select>
  );
}
