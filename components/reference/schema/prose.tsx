import { type Prose as ProseText, proseHtml } from '#lib/openapi/model.ts';
import { Html } from '../../ui/html.tsx';

type ProseProps = {
  prose: ProseText | undefined;
  className?: string;
  /** The level of its highest headings; texts come with 3. */
  headings?: 2 | 3;
};

/** A text of the document. Its HTML was sanitised when the document was compiled. */
export function Prose({ prose, className = 'prose', headings = 3 }: ProseProps) {
  if (!prose || prose.text.trim() === '') return null;
  return (
    <Html
      html={headings === 3 ? proseHtml(prose) : raised(proseHtml(prose))}
      className={className}
      dir={isMixed.test(prose.text) ? 'auto' : undefined}
    />
  );
}

/** Hebrew, Arabic and the other scripts that run from right to left. */
const isMixed = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

const raised = (html: string): string =>
  html.replace(/<(\/?)h([3-6])(?=[\s>])/g, (_tag, slash: string, level: string) => {
    return `<${slash}h${Number(level) - 1}`;
  });
