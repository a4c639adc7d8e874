import { useId } from 'react';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { ControlProps } from '../swagger-types.ts';
import { hintKey } from '../working-examples.ts';
import { controlText, problemText } from './control-text.ts';

/** A string, number or file parameter: an input named after it, or a choice when the values are known. */
export function TextControl(props: ControlProps) {
  const { value, onChange, schema, required, disabled, description, keyName, errors } = props;
  const id = useId();
  const problem = problemText(errors);
  const label = description || (typeof keyName === 'number' ? `Item ${keyName + 1}` : 'Value');
  const shared = {
    disabled,
    'aria-label': label,
    'aria-required': required || undefined,
    'aria-invalid': problem ? true : undefined,
    'aria-describedby': problem ? id : undefined,
  };
  return (
    <>
      {control()}
      {problem ? (
        <p id={id} className="console-problem">
          {problem}
        </p>
      ) : null}
    </>
  );

  function control() {
    const choices = schema?.get('enum');
    if (isIterable(choices)) {
      return (
        <Select
          {...shared}
          value={controlText(value)}
          onChange={(event) => onChange(event.target.value, keyName)}
        >
          {required ? null : <option value="">not sent</option>}
          {[...choices].map((choice) => (
            <option key={controlText(choice)} value={controlText(choice)}>
              {controlText(choice)}
            </option>
          ))}
        </Select>
      );
    }
    if (schema?.get('type') === 'file' || schema?.get('format') === 'binary') {
      return (
        <Input
          {...shared}
          type="file"
          onChange={(event) => onChange(event.target.files?.[0], keyName)}
        />
      );
    }
    return (
      <Input
        {...shared}
        type={schema?.get('format') === 'password' ? 'password' : 'text'}
        value={controlText(value)}
        autoComplete="off"
        spellCheck={false}
        placeholder={required ? undefined : notSent(schema)}
        onChange={(event) => onChange(event.target.value, keyName)}
      />
    );
  }
}

function notSent(schema: ControlProps['schema']): string {
  const hint = schema?.get(hintKey);
  return typeof hint === 'string' ? `not sent, for example ${hint}` : 'not sent';
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
