import type { ComponentProps } from 'react';
import { cx } from '#lib/std/cx.ts';

type TableProps = ComponentProps<'table'> & {
  label: string;
  /** On narrow screens rows stand as small cards (table.css); give each cell but the first its column's `label`. */
  stacked?: boolean;
};

/** Scrolls sideways inside its own frame, never the page. */
export function Table({ label, stacked, className, ...rest }: TableProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
      tabIndex={0}
      className="relative overflow-x-auto rounded-lg border border-line"
    >
      <table
        {...rest}
        className={cx('w-full border-collapse text-left text-sm', stacked && 'stacked', className)}
      />
    </section>
  );
}

export function Th({ className, scope = 'col', ...rest }: ComponentProps<'th'>) {
  return (
    <th
      {...rest}
      scope={scope}
      className={cx(
        'border-b border-line bg-sunken px-3.5 py-2 text-xs font-medium whitespace-nowrap text-muted',
        className,
      )}
    />
  );
}

export function Tr({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr
      {...rest}
      className={cx('border-b border-line last:border-b-0 hover:bg-hover/60', className)}
    />
  );
}

type TdProps = ComponentProps<'td'> & {
  /** The name of its column, for stacked tables. */
  label?: string;
};

export function Td({ label, className, ...rest }: TdProps) {
  return (
    <td
      {...rest}
      data-label={label}
      className={cx('px-3.5 py-2.5 align-middle tabular-nums', className)}
    />
  );
}
