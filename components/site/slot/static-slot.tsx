import type { ReactNode } from 'react';
import { Slot } from './slot.tsx';
import { keepSlot } from './slot-store.ts';

/**
 * Content that is only HTML: the browser gets it once, as HTML, and not again as data for hydration. That halves the
 * bytes of a reference page and takes its hydration away. Inside, only plain components: no hooks, no client
 * components, nothing async (call async components as functions and await them).
 */
export function staticSlot(content: ReactNode, className?: string): ReactNode {
  return <Slot id={keepSlot(content)} className={className} />;
}
