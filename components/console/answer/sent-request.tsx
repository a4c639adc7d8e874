import { useEffect, useState } from 'react';
import { routes } from '#lib/routes.ts';
import { CodeText } from '../../ui/code-text.tsx';
import { Select } from '../../ui/select.tsx';
import { curlOf } from '../curl.ts';
import type { Sent } from '../sent.ts';

type SentRequestProps = {
  sent: Sent;
  base: string;
  token: Token;
};
/** How the token is named in copied programs; null: none is needed. */
export type Token = { scheme: 'Bearer' | 'SSWS'; variable: string } | null;
type Sample = { id: string; label: string; code: string };

/** The same request from a shell or a program. The token is a variable: its value never reaches the browser. */
export function SentRequest({ sent, base, token }: SentRequestProps) {
  const [language, setLanguage] = useState('curl');
  const samples = useSamples(sent, base, token);
  const curl = { id: 'curl', label: 'cURL', code: curlOf(sent, base, token) };
  const all = samples ? [curl, ...samples.filter(({ id }) => id !== 'curl')] : [curl];
  const shown = all.find(({ id }) => id === language) ?? curl;
  return (
    <div className="grid gap-2">
      <CodeText
        title={
          <Select
            aria-label="Copy as"
            value={shown.id}
            onChange={({ target }) => setLanguage(target.value)}
          >
            {all.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </Select>
        }
        code={shown.code}
        wrap
      />
      {token ? (
        <p className="text-[0.8125rem] text-muted">
          Put a token of your own into <code>{token.variable}</code> first. What the console sent
          the request with never leaves the server.
        </p>
      ) : null}
    </div>
  );
}

/** null while they are not there; curl is always. */
function useSamples(sent: Sent, base: string, token: Token): Sample[] | null {
  const [samples, setSamples] = useState<Sample[] | null>(null);
  const url = base + sent.path;
  const body = JSON.stringify({
    method: sent.method,
    url: URL.canParse(url) ? new URL(url).href : url,
    headers: sent.headers,
    body: sent.body,
    attached: sent.attached ?? null,
    token,
  });
  useEffect(() => {
    const stop = new AbortController();
    setSamples(null);
    const headers = { 'content-type': 'application/json' };
    fetch(routes.codeSamples(), { method: 'POST', headers, body, signal: stop.signal })
      .then(async (answer) => {
        // Our own server's answer, made of the same type (lib/relay/samples-of.ts).
        if (answer.ok) setSamples((await answer.json()) as Sample[]);
      })
      // The curl command is there in any case.
      .catch(() => undefined);
    return () => stop.abort();
  }, [body]);
  return samples;
}
