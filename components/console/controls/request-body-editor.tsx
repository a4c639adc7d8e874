import { useContext, useEffect, useId, useMemo, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { prettyJson } from '#lib/std/pretty-json.ts';
import { prettyXml } from '#lib/std/pretty-xml.ts';
import { checkRequest, TypedOperation } from '../check/check-request.ts';
import { controlText, problemText } from './control-text.ts';

type RequestBodyEditorProps = {
  /** null or undefined: nothing was typed yet, or everything was removed. */
  value?: unknown;
  defaultValue?: string;
  errors?: unknown;
  onChange(value: string): void;
};

const fillsAtMost = 3;

/** The body as text: prefilled from the document's example, checked for being JSON while it is typed. */
export function RequestBodyEditor(props: RequestBodyEditorProps) {
  const { value, defaultValue = '', errors, onChange } = props;
  const id = useId();
  const cleared = useRef(false);
  /** The example that was filled in, and how often: the first one is known only after a moment. */
  const filled = useRef<{ text: string | null; times: number }>({ text: null, times: 0 });
  const isUnset = value === undefined || value === null;
  // swagger-ui keeps no difference between "not typed yet" and "emptied"; only the first is filled with the example.
  useEffect(() => {
    const { text, times } = filled.current;
    const untouched = isUnset ? !cleared.current : value === text;
    if (!untouched || defaultValue === '' || value === defaultValue) return;
    // An example that is made from the schema can hold the present time, and would be another one for ever.
    if (times >= fillsAtMost) return;
    filled.current = { text: defaultValue, times: times + 1 };
    onChange(defaultValue);
  }, [isUnset, value, defaultValue, onChange]);
  const text = isUnset ? (cleared.current ? '' : defaultValue) : controlText(value);
  const mistake = problemText(errors) || jsonMistake(text, defaultValue);
  const change = (next: string) => {
    cleared.current = next === '';
    onChange(next);
  };
  return (
    <div className="console-body">
      <Textarea
        aria-label="Request body"
        aria-invalid={mistake ? true : undefined}
        aria-describedby={`${id}-problem ${id}-hints`}
        className="font-mono text-[0.8125rem] leading-5"
        rows={Math.min(22, Math.max(6, text.split('\n').length + 1))}
        spellCheck={false}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      <div className="console-body-bar">
        <p id={`${id}-problem`} className="console-problem" aria-live="polite">
          {mistake}
        </p>
        <BodyTools text={text} example={defaultValue} onChange={change} />
      </div>
      <BodyHints id={`${id}-hints`} text={text} />
    </div>
  );
}

type BodyToolsProps = { text: string; example: string; onChange(text: string): void };

function BodyTools({ text, example, onChange }: BodyToolsProps) {
  const pretty = /^\s*</.test(text) ? prettyXml(text) : prettyJson(text);
  return (
    <div className="flex flex-none flex-wrap gap-1">
      {pretty === null || pretty === text.trim() ? null : (
        <Button size="sm" variant="ghost" onClick={() => onChange(pretty)}>
          Format
        </Button>
      )}
      {text === example ? null : (
        <Button size="sm" variant="ghost" onClick={() => onChange(example)}>
          Reset to the example
        </Button>
      )}
    </div>
  );
}

const hintsShown = 6;

/** Where the body is not what the document asks for. It can be sent all the same. */
function BodyHints({ id, text }: { id: string; text: string }) {
  const operation = useContext(TypedOperation);
  const hints = useMemo(() => checkRequest(operation, text), [operation, text]);
  if (hints.length === 0) return null;
  return (
    <ul id={id} className="console-hints">
      {hints.slice(0, hintsShown).map(({ pointer, problem }) => (
        <li key={`${pointer} ${problem}`}>
          <code>{pointer || 'the body'}</code> {problem}
        </li>
      ))}
      {hints.length > hintsShown ? <li>and {hints.length - hintsShown} more</li> : null}
    </ul>
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
