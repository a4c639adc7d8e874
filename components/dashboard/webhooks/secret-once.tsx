import { Callout } from '../../ui/callout.tsx';
import { CodeText } from '../../ui/code-text.tsx';

/** A secret, the only time it is shown. */
export function SecretOnce({ secret, children }: { secret: string; children?: string }) {
  return (
    <div className="grid grid-cols-1 gap-3">
      <Callout tone="warn" title="Copy the signing secret now">
        {children ?? 'It is shown this once. Your receiver needs it to verify signatures.'}
      </Callout>
      <CodeText title="Signing secret" code={secret} wrap actions={null} />
    </div>
  );
}
