import type { ReactNode } from 'react';
import type { PageBlock } from '#lib/content/page-blocks.ts';
import { CodeBlock as codeBlock } from '../ui/code-block.tsx';
import { Html } from '../ui/html.tsx';

/** The pieces of a guide or an error page. For a static slot. */
export async function pageBlocks(blocks: readonly PageBlock[]): Promise<ReactNode> {
  const parts = await Promise.all(blocks.map(drawBlock));
  return (
    <div className="page-blocks">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list.
        <div key={index}>{part}</div>
      ))}
    </div>
  );
}

const drawBlock = (block: PageBlock): ReactNode | Promise<ReactNode> =>
  block.kind === 'html' ? (
    <Html html={block.html} className="prose" />
  ) : (
    codeBlock({ code: block.code, language: block.language, title: block.title })
  );
