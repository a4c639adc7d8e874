import type { OperationPage } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { ConsoleLauncher } from '../../console/console-launcher.tsx';
import { MarkdownActions } from '../../site/markdown-actions.tsx';
import { staticSlot } from '../../site/slot/static-slot.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { OperationBody, OperationHead } from './operation-article.tsx';

/** The centre of an operation page: plain HTML around the one island. */
export function OperationMain({ page }: { page: OperationPage }) {
  const { api, operation } = page;
  return (
    <article>
      {staticSlot(<OperationHead page={page} />)}
      <div className="my-5 flex flex-wrap items-center gap-2">
        <ConsoleLauncher
          api={api.slug}
          operation={operation.slug}
          method={operation.method}
          path={operation.path}
        />
        {/* On narrow screens the samples stand below the text. */}
        <a href="#samples" className={buttonClass('ghost', 'sm', 'xl:hidden print:hidden')}>
          Samples
        </a>
        <MarkdownActions page={routes.operation(api.slug, operation.slug)} />
      </div>
      {staticSlot(<OperationBody page={page} />)}
    </article>
  );
}
