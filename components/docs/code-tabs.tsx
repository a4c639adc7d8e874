import type { ReactNode } from 'react';
import type { PageBlock } from '#lib/content/page-blocks.ts';
import { highlight } from '#lib/std/highlight.ts';
import { CodeFrame, preClass } from '../ui/code-frame.tsx';
import { Html } from '../ui/html.tsx';

type Code = Extract<PageBlock, { kind: 'code' }>;

/** Titles of blocks that are the same program in another language, with the name that the choice is kept under. */
const languages: Record<string, string | undefined> = {
  cURL: 'curl',
  JavaScript: 'javascript',
  TypeScript: 'typescript',
  Python: 'python',
  PHP: 'php',
  Go: 'go',
  Java: 'java',
  'C#': 'csharp',
  Ruby: 'ruby',
};

/** The language of a block that may stand in tabs with its neighbours. */
export const tabLanguage = (block: PageBlock | undefined): string | undefined =>
  block?.kind === 'code' && block.title !== undefined ? languages[block.title] : undefined;

/** One program in several languages: the reader's is shown, and the choice holds for every page. */
export async function codeTabs(blocks: readonly Code[]): Promise<ReactNode> {
  const panels = await Promise.all(
    blocks.map(async (block) => ({
      id: tabLanguage(block) ?? block.language,
      title: block.title,
      html: await highlight(block.code, block.language),
    })),
  );
  const isFirst = (index: number): '' | undefined => (index === 0 ? '' : undefined);
  return (
    <div className="code-tabs" data-langs={panels.map(({ id }) => id).join(' ')}>
      <CodeFrame title="Code">
        <div className="samples-bar" data-needs-js="">
          {panels.map(({ id, title }, index) => (
            <button key={id} type="button" data-set-lang={id} data-first={isFirst(index)}>
              {title}
            </button>
          ))}
        </div>
        {panels.map(({ id, title, html }, index) => (
          <div key={id}>
            <p data-without-js="" className="px-3.5 pt-3 text-xs font-medium text-muted">
              {title}
            </p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
            <pre data-sample={id} data-first={isFirst(index)} className={preClass} tabIndex={0}>
              <Html as="code" html={html} />
            </pre>
          </div>
        ))}
      </CodeFrame>
    </div>
  );
}
