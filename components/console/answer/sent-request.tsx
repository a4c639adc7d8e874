import type { ConsoleEnvironment } from '#lib/domain/console/schemas.ts';
import { CodeText } from '../../ui/code-text.tsx';
import { curlOf } from '../curl.ts';
import type { Sent } from '../relay-fetch.ts';

type SentRequestProps = { sent: Sent; environment?: ConsoleEnvironment };

/** The same request from a shell. The token is a variable: its value never reaches the browser. */
export function SentRequest({ sent, environment }: SentRequestProps) {
  const token = environment?.kind === 'listed' ? null : 'OKTA_PARTNER_TOKEN';
  return (
    <div className="grid gap-2">
      <CodeText title="curl" code={curlOf(sent, environment?.base ?? '', token)} wrap />
      {token ? (
        <p className="text-[0.8125rem] text-muted">
          Put an installation token into <code>{token}</code> first. The console sent the request
          with a short-lived one that never leaves the server.
        </p>
      ) : null}
    </div>
  );
}
