import { controlClass } from '#components/ui/control-class.ts';
import { controlText } from './control-text.ts';

type ListSelectProps = {
  allowedValues?: Iterable<unknown>;
  value?: unknown;
  onChange(value: unknown): void;
  multiple?: boolean;
  allowEmptyValue?: boolean;
  disabled?: boolean;
  title?: string;
};

/** A choice of one or several of the values that a schema allows. */
export function ListSelect(props: ListSelectProps) {
  const { allowedValues = [], value, onChange, multiple, allowEmptyValue, disabled, title } = props;
  return (
    <select
      aria-label={title || 'Values'}
      multiple={multiple}
      disabled={disabled}
      value={multiple ? listOf(value) : controlText(value)}
      className={controlClass}
      onChange={(event) => {
        const chosen = [...event.target.selectedOptions].map((option) => option.value);
        onChange(multiple ? chosen : (chosen[0] ?? ''));
      }}
    >
      {allowEmptyValue && !multiple ? <option value="">not sent</option> : null}
      {[...allowedValues].map((allowed) => (
        <option key={controlText(allowed)} value={controlText(allowed)}>
          {controlText(allowed)}
        </option>
      ))}
    </select>
  );
}

function listOf(value: unknown): string[] {
  const iterable = typeof value === 'object' && value !== null && Symbol.iterator in value;
  return iterable ? Array.from(value as Iterable<unknown>, controlText) : [];
}
