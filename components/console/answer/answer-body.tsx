'use client';
import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { byteSize } from '#lib/std/byte-size.ts';
import { prettyJson } from '#lib/std/pretty-json.ts';
import { Button } from '../../ui/button.tsx';
import { CodeText } from '../../ui/code-text.tsx';
import type { Answer } from '../relay-fetch.ts';

const linesAtOnce = 1_000;
const prettyAtMost = 4_000_000;

/** The body as text, never rendered. Long ones appear in parts, so that the tab stays quick. */
export function AnswerBody({ answer }: { answer: Answer }) {
  const [raw, setRaw] = useState(false);
  const text = useMemo(() => decode(answer.body), [answer]);
  const pretty = useMemo(
    () => (text !== null && text.length <= prettyAtMost ? prettyJson(text) : null),
    [text],
  );
  if (answer.body.length === 0) return <p className="text-sm text-muted">The body is empty.</p>;
  if (text === null) {
    return (
      <div className="flex items-center justify-between gap-3 text-sm text-muted">
        {byteSize(answer.body.length)} of bytes that are no text ({answer.contentType}).
        <DownloadButton answer={answer} />
      </div>
    );
  }
  const shown = raw || pretty === null ? text : pretty;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-end gap-1">
        {pretty === null ? null : (
          <Button size="sm" variant="ghost" aria-pressed={raw} onClick={() => setRaw(!raw)}>
            Raw
          </Button>
        )}
        <DownloadButton answer={answer} />
      </div>
      <LongText key={raw ? 'raw' : 'pretty'} text={shown} />
    </div>
  );
}

function LongText({ text }: { text: string }) {
  const [parts, setParts] = useState(1);
  const end = useMemo(() => endOfLine(text, parts * linesAtOnce), [text, parts]);
  return (
    <>
      <CodeText code={text.slice(0, end)} wrap className="console-code" />
      {end < text.length ? (
        <p className="flex items-center gap-3 text-[0.8125rem] text-muted">
          <Button size="sm" onClick={() => setParts(parts + 1)}>
            Show more
          </Button>
          {Math.round((end / text.length) * 100)} % shown
        </p>
      ) : null}
    </>
  );
}

/** The index after `lines` lines, or after as many characters as that many lines may hold. */
function endOfLine(text: string, lines: number): number {
  const longest = lines * 200;
  let at = 0;
  for (let line = 0; line < lines && at < longest; line++) {
    const next = text.indexOf('\n', at);
    if (next < 0) return Math.min(text.length, longest);
    at = next + 1;
  }
  return Math.min(at, longest);
}

function DownloadButton({ answer }: { answer: Answer }) {
  return (
    <Button size="sm" variant="ghost" onClick={() => download(answer)}>
      <Download className="size-3.5" aria-hidden="true" />
      Download
    </Button>
  );
}

function download({ body, contentType }: Answer): void {
  // As bytes without a type: a file that the browser would open as a page is only saved.
  const url = URL.createObjectURL(
    new Blob([new Uint8Array(body)], { type: 'application/octet-stream' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = `answer.${/json/.test(contentType) ? 'json' : 'txt'}`;
  link.click();
  URL.revokeObjectURL(url);
}

/** null for bytes that are not UTF-8 text. */
function decode(body: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return text.slice(0, 1000).includes('\0') ? null : text;
  } catch {
    return null;
  }
}
