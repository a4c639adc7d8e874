import type { ReactNode } from 'react';
import type { Example } from '#lib/openapi/model.ts';
import { CodeBlock as codeBlock } from '../../ui/code-block.tsx';
import { exampleText } from '../operation/example-text.ts';

/** What a value of the schema looks like. For a static slot. */
export async function schemaExamples(examples: readonly Example[]): Promise<ReactNode> {
  const shown = examples
    .filter((example) => example.value !== undefined || example.text !== undefined)
    .slice(0, 6);
  const blocks = await Promise.all(
    shown.map((example) =>
      codeBlock({
        title:
          example.summary ??
          example.name ??
          (example.generated ? 'Made from the schema' : 'Example'),
        language: example.text === undefined ? 'json' : 'xml',
        code: exampleText(example),
      }),
    ),
  );
  return (
    <div className="grid grid-cols-1 gap-5 pb-8">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list.
        <div key={index}>{block}</div>
      ))}
    </div>
  );
}
