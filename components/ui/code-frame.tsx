import type { ReactNode } from 'react';
import { cx } from '#lib/std/cx.ts';
import { CopyButton } from './copy-button.tsx';

type CodeFrameProps = {
  title?: ReactNode;
  actions?: ReactNode;
  /** The `<pre>`; its text is what the copy button copies. */
  children: ReactNode;
  className?: string;
};

/** The border, the bar and the copy button of every piece of code. */
export function CodeFrame({ title, actions, children, className }: CodeFrameProps) {
  return (
    <div
      data-copy-scope=""
      className={cx('group relative min-w-0 rounded-lg border border-line bg-sunken', className)}
    >
      {title || actions ? (
        <div className="flex min-h-10 items-center gap-2 border-b border-line py-1 pr-1.5 pl-3.5 text-xs text-muted">
          <div className="min-w-0 flex-1 truncate font-medium">{title}</div>
          {actions}
          <CopyButton label="Copy code" />
        </div>
      ) : (
        <CopyButton
          label="Copy code"
          className="absolute top-2 right-2 bg-sunken opacity-0 group-hover:opacity-100 focus-visible:opacity-100 data-[copied]:opacity-100 pointer-coarse:opacity-100"
        />
      )}
      {children}
    </div>
  );
}

/** Classes of the `<pre>` inside a frame. */
export const preClass =
  'overflow-x-auto p-3.5 font-mono text-[0.8125rem] leading-[1.6] [tab-size:2] rounded-lg';
