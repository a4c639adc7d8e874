'use client';
import { useEffect, useRef } from 'react';
import { slotContent } from './slot-store.ts';

const reloadKey = 'portal-slot-reload';

/**
 * The browser's side of `staticSlot`: takes the server's HTML as it stands and never touches it. A soft navigation
 * brings no HTML along; then the page is loaded in full, once.
 */
export function Slot({ id, className }: { id: string; className?: string }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (frame.current?.hasChildNodes()) return;
    if (sessionStorage.getItem(reloadKey) === location.href) return;
    sessionStorage.setItem(reloadKey, location.href);
    location.reload();
  }, []);
  useEffect(() => {
    if (frame.current?.hasChildNodes()) sessionStorage.removeItem(reloadKey);
  }, []);
  if (typeof window === 'undefined') {
    return (
      <div className={className} suppressHydrationWarning>
        {slotContent(id)}
      </div>
    );
  }
  return (
    <div
      ref={frame}
      className={className}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: empty; tells React that the inside is not its own.
      dangerouslySetInnerHTML={{ __html: '' }}
    />
  );
}
