import { byteSize } from '#lib/std/byte-size.ts';
import { prettyJson } from '#lib/std/pretty-json.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';

/** What is signed and sent, laid out for reading; the raw bytes are one click away. */
export function EventBody({ body }: { body: string }) {
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="text-lg font-semibold">Event</h2>
      {body === '' ? (
        <p className="text-sm text-muted">Bodies are kept for 30 days; this one is gone.</p>
      ) : (
        <CodeBlock
          code={prettyJson(body) ?? body}
          language="json"
          title={`Body, ${byteSize(Buffer.byteLength(body))}, laid out for reading`}
          actions={
            <CopyButton text={body} label="Copy the raw bytes">
              Raw
            </CopyButton>
          }
        />
      )}
    </section>
  );
}
