import type { ReactNode } from 'react';
import { cx } from '#lib/std/cx.ts';

type CardProps = {
  title?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
  /** What a link can point at. */
  id?: string;
};

export function Card({ title, actions, children, className, id }: CardProps) {
  return (
    <section id={id} className={cx('min-w-0 rounded-lg border border-line bg-raised', className)}>
      {title || actions ? (
        <div className="flex min-h-12 items-center justify-between gap-3 border-b border-line px-4 py-2">
          <h2 className="text-sm font-semibold">{title}</h2>
          {actions}
        </div>
      ) : null}
      <div className="p-4">{children}</div>
    </section>
  );
}
