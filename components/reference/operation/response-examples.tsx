import type { ReactNode } from 'react';
import type { ApiResponse, Example } from '#lib/openapi/model.ts';
import { highlight } from '#lib/std/highlight.ts';
import { CodeFrame, preClass } from '../../ui/code-frame.tsx';
import { Html } from '../../ui/html.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Prose } from '../schema/prose.tsx';
import { exampleText, syntaxOf } from './example-text.ts';

const MAX_SHOWN = 14;

type Shown = { status: string; mediaType: string; example: Example; key: string };

/** Every example answer, one open at a time: details that share a name close each other. */
export async function responseExamples(responses: readonly ApiResponse[]): Promise<ReactNode> {
  const shown = responses.flatMap(examplesOf).slice(0, MAX_SHOWN);
  if (shown.length === 0) return null;
  const panels = await Promise.all(
    shown.map(async (one) => ({
      ...one,
      html: await highlight(exampleText(one.example), syntaxOf(one.mediaType)),
    })),
  );
  return (
    <div className="examples">
      <p className="examples-title">Response</p>
      {panels.map(({ key, status, example, html }, index) => (
        <details key={key} name="response-example" open={index === 0} className="sx">
          <summary>
            <StatusBadge status={status} />
            <span>
              {example.summary ?? example.name ?? (example.generated ? 'Made from the schema' : '')}
            </span>
          </summary>
          <Prose prose={example.description} className="prose prose-sm mb-2" />
          <CodeFrame>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
            <pre className={preClass} tabIndex={0}>
              <Html as="code" html={html} />
            </pre>
          </CodeFrame>
          {example.truncated ? <p className="sm">Cut, because it is long.</p> : null}
        </details>
      ))}
    </div>
  );
}

function examplesOf(response: ApiResponse): Shown[] {
  return response.content.slice(0, 2).flatMap((media) =>
    media.examples
      .filter((example) => example.value !== undefined || example.text !== undefined)
      .map((example, index) => ({
        status: response.status,
        mediaType: media.mediaType,
        example,
        key: `${response.status} ${media.mediaType} ${example.name ?? index}`,
      })),
  );
}
