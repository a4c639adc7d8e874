import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

type DisclosureProps = {
  summary: ReactNode;
  children: ReactNode;
  open?: boolean;
  id?: string;
  /** Disclosures with one name close each other. */
  name?: string;
  className?: string;
};

/** `<details>`: opens without a script, and the browser's find-in-page opens it too. */
export function Disclosure({ summary, children, open, id, name, className }: DisclosureProps) {
  return (
    <details id={id} open={open} name={name} className={className}>
      <summary className="flex items-center gap-2 rounded py-1 text-sm font-medium hover:text-accent">
        <ChevronRight
          className="size-4 shrink-0 text-faint transition-transform [details[open]>summary>&]:rotate-90"
          aria-hidden="true"
        />
        {summary}
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}
