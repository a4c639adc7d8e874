import type { ReactNode } from 'react';
import { cx } from '#lib/std/cx.ts';
import { jsonPieces } from '#lib/std/json-pieces.ts';
import { CodeFrame, preClass } from './code-frame.tsx';

type CodeTextProps = {
  code: string;
  title?: ReactNode;
  actions?: ReactNode;
  wrap?: boolean;
  /** The code is JSON, or a part of some: it is coloured. */
  json?: boolean;
  className?: string;
};

/** Code for client components and for texts of unknown kind; only JSON has colours. */
export function CodeText({ code, title, actions, wrap, json, className }: CodeTextProps) {
  return (
    <CodeFrame title={title} actions={actions} className={className}>
      <pre
        className={cx(preClass, wrap && 'whitespace-pre-wrap break-words')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        tabIndex={0}
      >
        <code>{json ? colored(code) : code}</code>
      </pre>
    </CodeFrame>
  );
}

function colored(code: string): ReactNode[] {
  let at = 0;
  return jsonPieces(code).map(({ className, text }) => {
    const key = at;
    at += text.length;
    return className ? (
      <i key={key} className={className}>
        {text}
      </i>
    ) : (
      text
    );
  });
}
