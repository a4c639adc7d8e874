import type { ReactNode } from 'react';
import { cx } from '#lib/std/cx.ts';

export type CalloutTone = 'info' | 'good' | 'warn' | 'bad';

const looks = {
  info: { icon: 'ic-info', box: 'border-accent-line bg-accent-soft', mark: 'text-accent' },
  good: { icon: 'ic-good', box: 'border-good/30 bg-good-soft', mark: 'text-good' },
  warn: { icon: 'ic-warn', box: 'border-warn/30 bg-warn-soft', mark: 'text-warn' },
  bad: { icon: 'ic-bad', box: 'border-bad/30 bg-bad-soft', mark: 'text-bad' },
} as const satisfies Record<CalloutTone, unknown>;

type CalloutProps = {
  tone?: CalloutTone;
  title?: ReactNode;
  /** What to do next: buttons or links. */
  actions?: ReactNode;
  children?: ReactNode;
  className?: string;
};

export function Callout({ tone = 'info', title, actions, children, className }: CalloutProps) {
  const { icon, box, mark } = looks[tone];
  return (
    <div className={cx('flex gap-3 rounded-lg border px-4 py-3 text-sm leading-6', box, className)}>
      <i className={cx('ic mt-1 text-base', icon, mark)} aria-hidden="true" />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="text-fg/90">{children}</div> : null}
        {actions ? <div className="mt-2 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
