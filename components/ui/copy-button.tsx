import { cx } from '#lib/std/cx.ts';

type CopyButtonProps = {
  /** What is copied; absent: the text of the nearest `<pre>` in the same `[data-copy-scope]`. */
  text?: string;
  /** What it copies, for screen readers: "Copy request id". */
  label?: string;
  /** Words beside the icon. */
  children?: string;
  className?: string;
};

/**
 * No script of its own: the page's one listener (components/site/page-behaviour.tsx) copies and marks it, so hundreds
 * of them cost nothing. Works in server and client components.
 */
export function CopyButton({ text, label = 'Copy', children, className }: CopyButtonProps) {
  return (
    <button
      type="button"
      data-copy={text ?? ''}
      data-needs-js=""
      aria-label={children ? undefined : label}
      title={label}
      className={cx(
        'inline-flex min-h-6 min-w-6 items-center justify-center gap-1.5 rounded p-1 text-sm text-faint hover:bg-hover hover:text-fg data-[copied]:text-good',
        className,
      )}
    >
      <i data-icon="copy" className="ic ic-copy" aria-hidden="true" />
      <i data-icon="copied" className="ic ic-check" aria-hidden="true" />
      {children}
    </button>
  );
}
