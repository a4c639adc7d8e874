import type { ComponentProps } from 'react';
import { prettyJson } from '#lib/std/pretty-json.ts';
import { CodeText } from './code-text.tsx';

type BodyTextProps = Omit<ComponentProps<typeof CodeText>, 'code' | 'syntax' | 'wrap'> & {
  text: string;
};

/** The body of a request or an answer: JSON laid out and coloured, anything else as it came. */
export function BodyText({ text, ...props }: BodyTextProps) {
  const pretty = prettyJson(text);
  return <CodeText {...props} code={pretty ?? text} syntax={pretty ? 'json' : undefined} wrap />;
}
