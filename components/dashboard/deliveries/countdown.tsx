'use client';
import { useEffect, useState } from 'react';

function inWords(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const h = Math.floor(seconds / 3600);
  const m = Math.floor((seconds % 3600) / 60);
  const s = seconds % 60;
  if (h > 0) return `${h} h ${String(m).padStart(2, '0')} min`;
  return m > 0 ? `${m} min ${String(s).padStart(2, '0')} s` : `${s} s`;
}

/** "in 1 min 34 s", counting down. The server writes the moment itself: it does not know the reader's now. */
export function Countdown({ to }: { to: string }) {
  const [nowMs, setNowMs] = useState<number>();
  useEffect(() => {
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const at = new Date(to);
  const restMs = nowMs === undefined ? null : at.getTime() - nowMs;
  const iso = at.toISOString();
  return (
    <time dateTime={iso} title={nowMs === undefined ? iso : at.toLocaleString()}>
      {restMs === null && `at ${iso.slice(11, 19)} UTC`}
      {restMs !== null && (restMs > 0 ? `in ${inWords(restMs)}` : 'now')}
    </time>
  );
}
