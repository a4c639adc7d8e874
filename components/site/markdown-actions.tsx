import { routes } from '#lib/routes.ts';
import { buttonClass } from '../ui/button-class.ts';

/** The page as Markdown, copied or opened: for notes, issues and language models. */
export function MarkdownActions({ page }: { page: string }) {
  const address = routes.markdown(page);
  return (
    <span className="inline-flex flex-wrap gap-1 print:hidden">
      <button
        type="button"
        data-copy=""
        data-copy-from={address}
        data-needs-js=""
        className={buttonClass('ghost', 'sm', 'data-[copied]:text-good')}
      >
        <i data-icon="copy" className="ic ic-copy" aria-hidden="true" />
        <i data-icon="copied" className="ic ic-check" aria-hidden="true" />
        Copy as Markdown
      </button>
      <a href={address} className={buttonClass('ghost', 'sm', 'max-sm:hidden')}>
        Open as Markdown
      </a>
    </span>
  );
}
