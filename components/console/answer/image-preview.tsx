'use client';
import { useEffect, useState } from 'react';
import type { Answer } from '../relay-fetch.ts';

/** A picture from bytes that are here already: nothing is loaded from anywhere, and nothing in it can run. */
export function ImagePreview({ answer }: { answer: Pick<Answer, 'body' | 'contentType'> }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const [type = ''] = answer.contentType.split(';', 1);
    const made = URL.createObjectURL(new Blob([new Uint8Array(answer.body)], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [answer]);
  // biome-ignore lint/performance/noImgElement: the picture is in memory; there is nothing to optimise.
  return url ? <img src={url} alt="Preview of the answer" className="console-image" /> : null;
}
