import { useMemo } from 'react';
import { checkAnswer } from '../check/check-answer.ts';
import type { ConsoleOperation } from '../document.ts';
import type { Answer } from '../relay-fetch.ts';

type AnswerCheckProps = { operation: ConsoleOperation; answer: Answer };

/** Does the answer say what the document says? Each mismatch is named. */
export function AnswerCheck({ operation, answer }: AnswerCheckProps) {
  const check = useMemo(() => checkAnswer(operation, answer), [operation, answer]);
  if (check.kind === 'fits') {
    return <p className="console-check text-good">The answer is as the document says.</p>;
  }
  if (check.kind === 'unchecked') return <p className="console-check text-muted">{check.why}</p>;
  const { list } = check;
  return (
    <details className="console-check">
      <summary className="text-warn">
        {list.length === 1
          ? 'One thing is not as the document says'
          : `${list.length} things are not as the document says`}
      </summary>
      <ul>
        {list.map(({ pointer, problem }) => (
          <li key={`${pointer} ${problem}`}>
            <code>{pointer || 'the body'}</code> {problem}
          </li>
        ))}
      </ul>
    </details>
  );
}
