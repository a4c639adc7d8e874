import type { ReactNode } from 'react';
import { highlight } from '#lib/std/highlight.ts';
import { CodeFrame, preClass } from './code-frame.tsx';
import { Html } from './html.tsx';

type CodeBlockProps = {
  code: string;
  /** json, bash, javascript, typescript, python, php, go, java, csharp, ruby, xml, yaml, http, diff or their short names. */
  language: string;
  title?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

/** Server component: coloured on the server, no script. In client components use `CodeText`. */
export async function CodeBlock(props: CodeBlockProps) {
  const { code, language, title, actions, className } = props;
  const html = await highlight(code.replace(/\n$/, ''), language);
  return (
    <CodeFrame title={title} actions={actions} className={className}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <pre className={preClass} tabIndex={0}>
        <Html as="code" html={html} />
      </pre>
    </CodeFrame>
  );
}
