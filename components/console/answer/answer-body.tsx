'use client';
import { Copy, Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { byteSize } from '#lib/std/byte-size.ts';
import { prettyJson } from '#lib/std/pretty-json.ts';
import { prettyXml } from '#lib/std/pretty-xml.ts';
import { Button } from '../../ui/button.tsx';
import type { Answer } from '../relay-fetch.ts';
import { decodeBody } from './decode-body.ts';
import { ImagePreview } from './image-preview.tsx';
import { WindowedText } from './windowed-text.tsx';

const prettyAtMost = 4_000_000;
const isXml = (contentType: string) => /[/+]xml\b/i.test(contentType);
/** Kinds of images that hold nothing but a picture. */
const inertImage = /^image\/(png|jpeg|gif|webp|avif)\b/i;

type Shown = Pick<Answer, 'body' | 'contentType'> & Partial<Pick<Answer, 'state'>>;
type Laid = { text: string; syntax: 'json' | 'xml' };

/** The body as text, never rendered, and pictures as nothing but pictures. */
export function AnswerBody({ answer }: { answer: Shown }) {
  const [raw, setRaw] = useState(false);
  const decoded = useMemo(() => decodeBody(answer), [answer]);
  const text = decoded?.text ?? null;
  const pretty = useMemo(() => laidOut(text, answer.contentType), [text, answer.contentType]);
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
  const shown = raw || pretty === null ? text : pretty.text;
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
      {decoded?.broken ? (
        <p className="text-[0.8125rem] text-warn">
          Some of its bytes are not {decoded.charset}: they stand here as �. The download has them
          as they came.
        </p>
      ) : null}
      <WindowedText key={raw ? 'raw' : 'pretty'} text={shown} syntax={pretty?.syntax} />
    </div>
  );
}

/** JSON and XML with a line for each part; null for what is neither, and for what is too long to be laid out. */
function laidOut(text: string | null, contentType: string): Laid | null {
  if (text === null || text.length > prettyAtMost) return null;
  const json = prettyJson(text);
  if (json !== null) return { text: json, syntax: 'json' };
  const xml = isXml(contentType) || text.startsWith('<?xml') ? prettyXml(text) : null;
  return xml === null ? null : { text: xml, syntax: 'xml' };
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
  if (isXml(contentType)) return 'xml';
  if (/^text\//i.test(contentType)) return 'txt';
  const image = inertImage.exec(contentType)?.[1];
  return image ?? 'bin';
}
