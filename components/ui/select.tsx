import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from '#lib/std/cx.ts';
import { controlClass } from './control-class.ts';

/** The platform's own select: right on phones, with keyboards and with screen readers. */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={cx('relative inline-block w-full', className)}>
      <select {...rest} className={cx(controlClass, 'h-9 appearance-none pr-8')} />
      <ChevronDown
        className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-faint"
        aria-hidden="true"
      />
    </span>
  );
}
