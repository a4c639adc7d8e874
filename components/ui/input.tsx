import type { ComponentProps } from 'react';
import { cx } from '#lib/std/cx.ts';
import { controlClass } from './control-class.ts';

export function Input({ className, type = 'text', ...rest }: ComponentProps<'input'>) {
  return <input {...rest} type={type} className={cx(controlClass, 'h-9', className)} />;
}
