import type { ReactNode } from 'react';
import { cx } from '#lib/std/cx.ts';
import { CodeFrame, preClass } from './code-frame.tsx';

type CodeTextProps = {
  code: string;
  title?: ReactNode;
  actions?: ReactNode;
  wrap?: boolean;
  className?: string;
};

/** Code without colours, for client components and for texts of unknown kind. */
export function CodeText({ code, title, actions, wrap, className }: CodeTextProps) {
  return (
    <CodeFrame title={title} actions={actions} className={className}>
      <pre
        className={cx(preClass, wrap && 'whitespace-pre-wrap break-words')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        tabIndex={0}
      >
        <code>{code}</code>
      </pre>
    </CodeFrame>
  );
}
