import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type EmptyStateProps = {
  icon?: LucideIcon;
  /** What is not here: "No deliveries yet". */
  title: string;
  /** How to fill it. */
  children?: ReactNode;
  actions?: ReactNode;
};

export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center rounded-lg border border-dashed border-line px-6 py-12 text-center">
      {Icon ? <Icon className="mb-3 size-6 text-faint" aria-hidden="true" /> : null}
      <p className="font-semibold">{title}</p>
      {children ? (
        <div className="mt-1 max-w-prose text-sm leading-6 text-muted">{children}</div>
      ) : null}
      {actions ? <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
