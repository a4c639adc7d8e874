import type { ReactNode } from 'react';
import type { Example } from '#lib/openapi/model.ts';
import { highlight } from '#lib/std/highlight.ts';
import { CodeFrame, preClass } from '../../ui/code-frame.tsx';
import { Html } from '../../ui/html.tsx';
import { Prose } from '../schema/prose.tsx';
import { exampleText, syntaxOf } from './example-text.ts';

/** So many are shown whatever they are; more of them while they are the document's own and short. */
const SHOWN = 14;
const MOST = 60;
const MORE_CHARS = 24_000;

function choose(examples: readonly ShownExample[]): readonly ShownExample[] {
  let left = MORE_CHARS;
  return examples
    .filter(({ example }, index) => {
      if (index < SHOWN) return true;
      if (example.generated) return false;
      left -= exampleText(example).length;
      return left >= 0;
    })
    .slice(0, MOST);
}

export type ShownExample = { lead: ReactNode; mediaType: string; example: Example; key: string };
type ExampleListProps = {
  title: string;
  /** Details that share a name close each other. */
  name: string;
  examples: readonly ShownExample[];
  firstOpen: boolean;
};

export const isShowable = ({ value, text, externalValue }: Example): boolean =>
  value !== undefined || text !== undefined || externalValue !== undefined;

/** Examples with their words, one open at a time. */
export async function exampleList(props: ExampleListProps): Promise<ReactNode> {
  const { title, name, examples, firstOpen } = props;
  if (examples.length === 0) return null;
  const shown = choose(examples);
  const panels = await Promise.all(
    shown.map(async (one) => ({
      ...one,
      html: await highlight(exampleText(one.example), syntaxOf(one.mediaType)),
    })),
  );
  return (
    <div className="examples">
      <p className="examples-title">{title}</p>
      {panels.map(({ key, lead, example, html }, index) => (
        <details key={key} name={name} open={firstOpen && index === 0} className="sx">
          <summary>
            {lead}
            <span>
              {example.summary ?? example.name ?? (example.generated ? 'Made from the schema' : '')}
            </span>
          </summary>
          <Prose prose={example.description} className="prose prose-sm mb-2" />
          {example.value === undefined && example.text === undefined ? null : (
            <CodeFrame>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
              <pre className={preClass} tabIndex={0}>
                <Html as="code" html={html} />
              </pre>
            </CodeFrame>
          )}
          {example.externalValue === undefined ? null : (
            <p className="sm">
              <a href={example.externalValue} rel="noopener noreferrer nofollow">
                {example.externalValue}
              </a>
            </p>
          )}
          {example.truncated ? <p className="sm">Cut, because it is long.</p> : null}
        </details>
      ))}
      {shown.length < examples.length ? (
        <p className="sm">{examples.length - shown.length} more are not shown here.</p>
      ) : null}
    </div>
  );
}
