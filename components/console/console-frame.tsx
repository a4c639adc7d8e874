import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../ui/button.tsx';
import { MethodBadge } from '../ui/method-badge.tsx';

type ConsoleFrameProps = {
  method: string;
  path: string;
  onClose(): void;
  children: ReactNode;
};

/** The panel beside the text; on small screens it is the whole screen. Not modal: the text stays readable. */
export function ConsoleFrame({ method, path, onClose, children }: ConsoleFrameProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      // Escape belongs to what has the focus; after a press of the mouse that may be nothing at all.
      const focused = document.activeElement;
      const isOurs = focused === document.body || panel.current?.contains(focused);
      if (isOurs && !document.querySelector('dialog[open], [popover]:popover-open')) onClose();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <section
      ref={panel}
      aria-label={`Console: ${method} ${path}`}
      className="console"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          event.currentTarget.querySelector<HTMLElement>('[data-console-send]')?.click();
        }
      }}
    >
      <div className="console-head">
        <MethodBadge method={method} />
        <h2 className="console-path" title={path}>
          <bdi>{path}</bdi>
        </h2>
        <Button variant="ghost" size="sm" aria-label="Close the console" onClick={onClose}>
          <X className="size-4" aria-hidden="true" />
        </Button>
      </div>
      <div className="console-scroll">{children}</div>
    </section>
  );
}
