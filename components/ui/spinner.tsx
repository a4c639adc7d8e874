import { cx } from '#lib/std/cx.ts';

/** Says nothing to screen readers: put `aria-busy` on what is being loaded. */
export function Spinner({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'inline-block size-3.5 animate-spin rounded-full border-2 border-current border-r-transparent',
        className,
      )}
    />
  );
}
