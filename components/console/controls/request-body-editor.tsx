import { useEffect, useId, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { controlText, problemText } from './control-text.ts';

type RequestBodyEditorProps = {
  /** null or undefined: nothing was typed yet, or everything was removed. */
  value?: unknown;
  defaultValue?: string;
  errors?: unknown;
  onChange(value: string): void;
};

/** The body as text: prefilled from the document's example, checked for being JSON while it is typed. */
export function RequestBodyEditor(props: RequestBodyEditorProps) {
  const { value, defaultValue = '', errors, onChange } = props;
  const id = useId();
  const cleared = useRef(false);
  /** The example that was filled in; while it is untouched, another choice of example replaces it. */
  const filled = useRef<string>(null);
  const isUnset = value === undefined || value === null;
  // swagger-ui keeps no difference between "not typed yet" and "emptied"; only the first is filled with the example.
  useEffect(() => {
    const untouched = isUnset ? !cleared.current : value === filled.current;
    if (!untouched || defaultValue === '' || value === defaultValue) return;
    filled.current = defaultValue;
    onChange(defaultValue);
  }, [isUnset, value, defaultValue, onChange]);
  const text = isUnset ? (cleared.current ? '' : defaultValue) : controlText(value);
  const mistake = problemText(errors) || jsonMistake(text, defaultValue);
  return (
    <div className="console-body">
      <Textarea
        aria-label="Request body"
        aria-invalid={mistake ? true : undefined}
        aria-describedby={`${id}-problem`}
        className="font-mono text-[0.8125rem] leading-5"
        rows={Math.min(22, Math.max(6, text.split('\n').length + 1))}
        spellCheck={false}
        value={text}
        onChange={(event) => {
          cleared.current = event.target.value === '';
          onChange(event.target.value);
        }}
      />
      <div className="console-body-bar">
        <p id={`${id}-problem`} className="console-problem" aria-live="polite">
          {mistake}
        </p>
        {text === defaultValue ? null : (
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              cleared.current = false;
              onChange(defaultValue);
            }}
          >
            Reset to the example
          </Button>
        )}
      </div>
    </div>
  );
}

/** Only a body whose example is JSON is held to be JSON; a warning, because wrong bodies may be sent on purpose. */
function jsonMistake(text: string, example: string): string {
  if (text.trim() === '' || !/^\s*[[{]/.test(example)) return '';
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return `This is not valid JSON yet: ${error instanceof Error ? error.message : 'check the text'}.`;
  }
}
