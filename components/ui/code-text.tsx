import type { ReactNode } from 'react';
import { cx } from '#lib/std/cx.ts';
import { type CodePiece, jsonPieces } from '#lib/std/json-pieces.ts';
import { xmlPieces } from '#lib/std/xml-pieces.ts';
import { CodeFrame, preClass } from './code-frame.tsx';

export type CodeTextProps = {
  code: string;
  title?: ReactNode;
  actions?: ReactNode;
  wrap?: boolean;
  /** What the code is, or is a part of: it is coloured. */
  syntax?: 'json' | 'xml' | undefined;
  className?: string;
};

/** Code for client components and for texts of unknown kind; only JSON and XML have colours. */
export function CodeText({ code, title, actions, wrap, syntax, className }: CodeTextProps) {
  return (
    <CodeFrame title={title} actions={actions} className={className}>
      <pre
        className={cx(preClass, wrap && 'whitespace-pre-wrap break-words')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        tabIndex={0}
      >
        <code>{syntax ? colored(pieces[syntax](code)) : code}</code>
      </pre>
    </CodeFrame>
  );
}

const pieces = { json: jsonPieces, xml: xmlPieces } as const;

function colored(list: readonly CodePiece[]): ReactNode[] {
  let at = 0;
  return list.map(({ className, text }) => {
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
