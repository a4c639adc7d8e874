import type { ReactNode } from 'react';
import type { CodeSample } from '#lib/openapi/model.ts';
import { highlight } from '#lib/std/highlight.ts';
import { CodeBlock as codeBlock } from '../../ui/code-block.tsx';
import { CodeFrame, preClass } from '../../ui/code-frame.tsx';
import { Html } from '../../ui/html.tsx';

export type Sample = { id: string; label: string; syntax: string; code: string };

type SamplesProps = {
  samples: readonly Sample[];
  /** Samples of the document in languages that the portal does not make itself. */
  others: readonly CodeSample[];
};

/**
 * The request in every language. All of them are in the page, the choice is an attribute on <html> set before the first
 * paint, and CSS shows the chosen one: nothing flashes, and without a script there is curl.
 */
export async function samplePanels({ samples, others }: SamplesProps): Promise<ReactNode> {
  const panels = await Promise.all(
    samples.map(async (sample) => ({
      ...sample,
      html: await highlight(sample.code, sample.syntax),
    })),
  );
  const more = await Promise.all(
    others.map(({ label, lang, source }) =>
      codeBlock({ title: label ?? lang, language: lang, code: source }),
    ),
  );
  return (
    <>
      <CodeFrame title="Request">
        <div className="samples-bar" data-needs-js="">
          {panels.map(({ id, label }) => (
            <button key={id} type="button" data-set-lang={id}>
              {label}
            </button>
          ))}
        </div>
        {panels.map(({ id, html }) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
          <pre key={id} data-sample={id} className={preClass} tabIndex={0}>
            <Html as="code" html={html} />
          </pre>
        ))}
      </CodeFrame>
      {more.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list.
        <div key={index}>{block}</div>
      ))}
    </>
  );
}
