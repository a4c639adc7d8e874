'use client';
import { useEffect, useState } from 'react';
import { relativeTime } from '#lib/std/relative-time.ts';

type RelativeTimeProps = {
  /** ISO 8601, or Unix milliseconds. */
  at: string | number;
  className?: string;
};

/** "3 minutes ago", with the exact time on hover. The server writes the exact time: it does not know the reader's now. */
export function RelativeTime({ at, className }: RelativeTimeProps) {
  const [nowMs, setNowMs] = useState<number>();
  useEffect(() => {
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  const date = new Date(at);
  const iso = date.toISOString();
  return (
    <time
      dateTime={iso}
      title={nowMs === undefined ? iso : date.toLocaleString()}
      className={className}
    >
      {nowMs === undefined
        ? `${iso.slice(0, 16).replace('T', ' ')} UTC`
        : relativeTime(date, nowMs)}
    </time>
  );
}
