import type { ComponentProps } from 'react';
import { Textarea } from '#components/ui/textarea.tsx';

/** Where a JSON value is typed. */
export function ConsoleTextArea(props: ComponentProps<'textarea'>) {
  return (
    <Textarea
      rows={8}
      spellCheck={false}
      aria-label="Value as JSON"
      {...props}
      className="font-mono text-[0.8125rem]"
    />
  );
}
