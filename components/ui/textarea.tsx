import type { ComponentProps } from 'react';
import { cx } from '#lib/std/cx.ts';
import { controlClass } from './control-class.ts';

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea {...rest} rows={rows} className={cx(controlClass, 'py-2 leading-6', className)} />
  );
}
