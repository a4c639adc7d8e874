import { getConfig } from '#lib/config/runtime.ts';
import { fillAddresses, findErrorPage, findGuide } from '#lib/content/pages.ts';
import { compiledDir, findApi, type ReadyApi } from '#lib/openapi/apis.ts';
import {
  readIndex,
  readNavigation,
  readOperation,
  readSchema,
  readWebhook,
} from '#lib/openapi/catalog.ts';
import { historyMarkdown } from '#lib/openapi/compatibility/history-markdown.ts';
import { readHistory } from '#lib/openapi/compatibility/versions.ts';
import {
  apiMarkdown,
  operationMarkdown,
  schemaPageMarkdown,
  webhookMarkdown,
} from '#lib/openapi/page-markdown.ts';
import { routes } from '#lib/routes.ts';
import { apisMarkdown, errorsMarkdown, guidesMarkdown, schemasMarkdown } from './lists.ts';

/** The page under an address (without `.md`) as Markdown; undefined when there is none. */
export async function markdownOf(path: readonly string[]): Promise<string | undefined> {
  const [area, ...rest] = path;
  const isList = rest.length === 0;
  switch (area) {
    case 'docs': {
      if (isList) return guidesMarkdown();
      const guide = findGuide(rest.join('/'));
      return guide && pageText(guide.title, guide.description, guide.markdown);
    }
    case 'errors': {
      if (isList) return errorsMarkdown();
      const error = findErrorPage(rest.join('/'));
      return error && pageText(error.code, `${error.status}. ${error.summary}`, error.markdown);
    }
    case 'reference': {
      if (isList) return apisMarkdown();
      const api = findApi(rest[0] ?? '');
      return api && referenceText(api, rest.slice(1));
    }
    default:
      return undefined;
  }
}

const pageText = (title: string, lead: string, markdown: string): string => {
  const text = fillAddresses(markdown, getConfig().portalUrl, routes.partnersBase());
  return `# ${title}\n\n${lead}\n\n${text.trim()}\n`;
};

async function referenceText(
  api: ReadyApi,
  [first, second]: string[],
): Promise<string | undefined> {
  const { portalUrl } = getConfig();
  if (first === undefined) {
    const index = await readIndex(api);
    if (!index) return undefined;
    const open = await Promise.all(index.tags.map((tag) => readNavigation(api, { tag: tag.slug })));
    return apiMarkdown(
      index,
      open.flatMap((one) => one?.open ?? []),
      portalUrl,
    );
  }
  if (first === 'changes' && second === undefined)
    return historyMarkdown(api.title, readHistory(compiledDir(), api.slug));
  if (first === 'schemas' && second === undefined) return schemasMarkdown(api);
  if (first === 'schemas' && second !== undefined) {
    const page = await readSchema(api, second);
    return page ? schemaPageMarkdown(page) : undefined;
  }
  if (first === 'webhooks' && second !== undefined) {
    const page = await readWebhook(api, second);
    return page ? webhookMarkdown(page) : undefined;
  }
  const page = await readOperation(api, first);
  return page ? operationMarkdown(page, portalUrl) : undefined;
}
