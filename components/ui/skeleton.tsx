import { cx } from '#lib/std/cx.ts';

/** A grey bar in the place of text that is on its way. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx('block h-4 animate-pulse rounded bg-hover', className)}
    />
  );
}
