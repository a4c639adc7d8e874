import type { ReactNode } from 'react';

// The bundler gives the two server renderers (components and HTML) their own copy of this module; the store is one.
const key = Symbol.for('okta-portal.slots');
type Holder = { [key]?: Map<string, ReactNode>; next?: number };
const holder = globalThis as Holder;

/** A render that fails between the two renderers leaves its content behind; it goes after this time. */
const FORGOTTEN_MS = 30_000;
const USED_MS = 2_000;

const store = (): Map<string, ReactNode> => {
  holder[key] ??= new Map();
  return holder[key];
};

let count = 0;

/** Keeps content for the HTML renderer; the answer is all that travels to the browser for it. */
export function keepSlot(content: ReactNode): string {
  count += 1;
  const id = `${process.pid.toString(36)}-${count.toString(36)}`;
  store().set(id, content);
  setTimeout(() => store().delete(id), FORGOTTEN_MS).unref();
  return id;
}

/** The content of a slot. It may be asked for again while one page is rendered, so it stays for a moment. */
export function slotContent(id: string): ReactNode {
  setTimeout(() => store().delete(id), USED_MS).unref();
  return store().get(id);
}
