import { X } from 'lucide-react';
import type { ReactNode } from 'react';
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
  return (
    <section
      aria-label={`Console: ${method} ${path}`}
      className="console"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
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
