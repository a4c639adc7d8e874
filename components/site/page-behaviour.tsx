'use client';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { copyFrom } from './behaviour/copy.ts';
import { innerHref } from './behaviour/inner-href.ts';
import { markLanguage, setLanguage } from './behaviour/language.ts';
import { revealCurrent, revealTarget } from './behaviour/reveal.ts';
import { toggleTheme } from './behaviour/theme.ts';
import { readyEvent } from './early-script.ts';

const HOVER_MS = 70;

/**
 * The script of every page: a few listeners on the document. Links, copy buttons, the theme switch and the language
 * buttons stay plain HTML, so a page with a thousand of them costs no more than one with none.
 */
export function PageBehaviour() {
  const router = useRouter();
  const pathname = usePathname();
  const hover = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      if (!(event.target instanceof Element)) return;
      act(event.target);
      const href = innerHref(event);
      if (!href) return;
      event.preventDefault();
      closePopovers();
      router.push(href);
    };
    const onOver = (event: PointerEvent) => {
      clearTimeout(hover.current);
      const href = innerHref(event);
      if (href) hover.current = setTimeout(() => router.prefetch(href), HOVER_MS);
    };
    const onHash = () => revealTarget();
    document.addEventListener('click', onClick);
    document.addEventListener('pointerover', onOver, { passive: true });
    window.addEventListener('hashchange', onHash);
    window.dispatchEvent(new Event(readyEvent));
    return () => {
      document.removeEventListener('click', onClick);
      document.removeEventListener('pointerover', onOver);
      window.removeEventListener('hashchange', onHash);
      clearTimeout(hover.current);
    };
  }, [router]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again on every page, which the path names.
  useEffect(() => {
    markLanguage();
    revealCurrent();
    revealTarget();
    return followHeadings();
  }, [pathname]);
  return null;
}

/** Only pages that list their headings fetch what marks them. */
function followHeadings(): (() => void) | undefined {
  if (!document.querySelector('[data-toc]')) return undefined;
  let stop: (() => void) | undefined;
  let ended = false;
  import('./behaviour/spy.ts').then(
    ({ watchHeadings }) => {
      if (!ended) stop = watchHeadings();
    },
    // Without the marks the list still leads everywhere.
    () => undefined,
  );
  return () => {
    ended = true;
    stop?.();
  };
}

function act(target: Element): void {
  const copy = target.closest<HTMLElement>('[data-copy]');
  if (copy) void copyFrom(copy);
  if (target.closest('[data-theme-toggle]')) toggleTheme();
  const language = target.closest<HTMLElement>('[data-set-lang]')?.dataset.setLang;
  if (language) setLanguage(language);
}

function closePopovers(): void {
  for (const open of document.querySelectorAll<HTMLElement>('[popover]:popover-open')) {
    open.hidePopover();
  }
}
