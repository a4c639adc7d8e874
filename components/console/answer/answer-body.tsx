'use client';
import { Copy, Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { byteSize } from '#lib/std/byte-size.ts';
import { prettyJson } from '#lib/std/pretty-json.ts';
import { Button } from '../../ui/button.tsx';
import type { Answer } from '../relay-fetch.ts';
import { ImagePreview } from './image-preview.tsx';
import { WindowedText } from './windowed-text.tsx';

const prettyAtMost = 4_000_000;
/** Kinds of images that hold nothing but a picture. */
const inertImage = /^image\/(png|jpeg|gif|webp|avif)\b/i;

type Shown = Pick<Answer, 'body' | 'contentType'>;

/** The body as text, never rendered, and pictures as nothing but pictures. */
export function AnswerBody({ answer }: { answer: Shown }) {
  const [raw, setRaw] = useState(false);
  const text = useMemo(() => decode(answer), [answer]);
  const pretty = useMemo(
    () => (text !== null && text.length <= prettyAtMost ? prettyJson(text) : null),
    [text],
  );
  if (answer.body.length === 0) return <p className="text-sm text-muted">The body is empty.</p>;
  if (inertImage.test(answer.contentType)) {
    return (
      <div className="grid justify-items-start gap-2">
        <ImagePreview answer={answer} />
        <DownloadButton answer={answer} />
      </div>
    );
  }
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
        <CopyAll text={shown} />
        <DownloadButton answer={answer} />
      </div>
      <WindowedText key={raw ? 'raw' : 'pretty'} text={shown} json={pretty !== null} />
    </div>
  );
}

/** All of the text: the frame below copies what it shows, and that may be a part. */
function CopyAll({ text }: { text: string }) {
  const [said, setSaid] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('The browser does not let the page copy.'),
    );
  return (
    <>
      <span role="status" className="text-[0.8125rem] text-muted">
        {said}
      </span>
      <Button size="sm" variant="ghost" onBlur={() => setSaid('')} onClick={() => void copy()}>
        <Copy className="size-3.5" aria-hidden="true" />
        Copy all
      </Button>
    </>
  );
}

function DownloadButton({ answer }: { answer: Shown }) {
  return (
    <Button size="sm" variant="ghost" onClick={() => download(answer)}>
      <Download className="size-3.5" aria-hidden="true" />
      Download
    </Button>
  );
}

function download({ body, contentType }: Shown): void {
  // As bytes without a type: a file that the browser would open as a page is only saved.
  const url = URL.createObjectURL(
    new Blob([new Uint8Array(body)], { type: 'application/octet-stream' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = `answer.${fileEnding(contentType)}`;
  link.click();
  URL.revokeObjectURL(url);
}

function fileEnding(contentType: string): string {
  if (/json/i.test(contentType)) return 'json';
  if (/^text\//i.test(contentType)) return 'txt';
  const image = inertImage.exec(contentType)?.[1];
  return image ?? 'bin';
}

/** null for bytes that are no text, neither in UTF-8 nor in what the answer says it is written in. */
function decode({ body, contentType }: Shown): string | null {
  const said = /;\s*charset="?([\w.:-]+)/i.exec(contentType)?.[1];
  for (const label of ['utf-8', said]) {
    try {
      const text = label && new TextDecoder(label, { fatal: true }).decode(body);
      if (text && !text.slice(0, 1000).includes('\0')) return text;
    } catch {
      // Not written in that, or a name that no browser knows.
    }
  }
  return null;
}
