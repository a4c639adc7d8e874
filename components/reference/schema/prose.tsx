import { type Prose as ProseText, proseHtml } from '#lib/openapi/model.ts';
import { Html } from '../../ui/html.tsx';

type ProseProps = { prose: ProseText | undefined; className?: string };

/** A text of the document. Its HTML was sanitised when the document was compiled. */
export function Prose({ prose, className = 'prose' }: ProseProps) {
  if (!prose || prose.text.trim() === '') return null;
  return <Html html={proseHtml(prose)} className={className} />;
}
