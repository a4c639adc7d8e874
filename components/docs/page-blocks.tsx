import type { ReactNode } from 'react';
import type { PageBlock } from '#lib/content/page-blocks.ts';
import { CodeBlock as codeBlock } from '../ui/code-block.tsx';
import { Html } from '../ui/html.tsx';
import { codeTabs, tabLanguage } from './code-tabs.tsx';

/** The pieces of a guide or an error page. For a static slot. */
export async function pageBlocks(blocks: readonly PageBlock[]): Promise<ReactNode> {
  const parts = await Promise.all(grouped(blocks).map(drawGroup));
  return (
    <div className="page-blocks">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list.
        <div key={index}>{part}</div>
      ))}
    </div>
  );
}

/** Blocks that follow each other and are one program in several languages stand together. */
function grouped(blocks: readonly PageBlock[]): PageBlock[][] {
  const groups: PageBlock[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    const language = tabLanguage(block);
    const joins =
      language !== undefined &&
      last?.every((one) => ![undefined, language].includes(tabLanguage(one)));
    if (last && joins) last.push(block);
    else groups.push([block]);
  }
  return groups;
}

function drawGroup(group: readonly PageBlock[]): ReactNode | Promise<ReactNode> {
  const codes = group.flatMap((block) => (block.kind === 'code' ? [block] : []));
  if (codes.length > 1) return codeTabs(codes);
  const [block] = group;
  if (!block) return null;
  return block.kind === 'html' ? (
    <Html html={block.html} className="prose" />
  ) : (
    codeBlock({ code: block.code, language: block.language, title: block.title })
  );
}
