import type { Example } from '#lib/openapi/model.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { exampleText } from '../operation/example-text.ts';

/** What a value of the schema looks like. */
export function SchemaExamples({ examples }: { examples: readonly Example[] }) {
  return (
    <div className="grid gap-5 pb-8">
      {examples
        .filter((example) => example.value !== undefined || example.text !== undefined)
        .slice(0, 6)
        .map((example, index) => (
          <CodeBlock
            // biome-ignore lint/suspicious/noArrayIndexKey: examples have no name and keep their order.
            key={index}
            title={
              example.summary ??
              example.name ??
              (example.generated ? 'Made from the schema' : 'Example')
            }
            language={example.text === undefined ? 'json' : 'xml'}
            code={exampleText(example)}
          />
        ))}
    </div>
  );
}
