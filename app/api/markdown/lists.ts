import { getConfig } from '#lib/config/runtime.ts';
import { listErrorPages, listGuides } from '#lib/content/pages.ts';
import { listApis, type ReadyApi } from '#lib/openapi/apis.ts';
import { readSchemaList } from '#lib/openapi/catalog.ts';
import { routes } from '#lib/routes.ts';

const line = (title: string, path: string, about = ''): string =>
  `- [${title}](${getConfig().portalUrl}${routes.markdown(path)})${about === '' ? '' : `: ${about}`}`;

const page = (title: string, lines: readonly string[]): string =>
  `# ${title}\n\n${lines.join('\n')}\n`;

export const guideLines = (): string[] =>
  listGuides().map((guide) => line(guide.title, routes.docs(guide.slug), guide.description));

export const apiLines = (): string[] =>
  listApis().flatMap((api) =>
    api.status === 'ready'
      ? [line(api.title, routes.api(api.slug), `${api.operations} operations, each linked`)]
      : [],
  );

export const errorLines = (): string[] =>
  listErrorPages().map((error) => line(error.code, routes.error(error.code), error.summary));

/** The pages that list other pages, as Markdown. */
export const guidesMarkdown = (): string => page('Guides', guideLines());
export const apisMarkdown = (): string => page('Reference', apiLines());
export const errorsMarkdown = (): string => page('Error codes', errorLines());
export const schemasMarkdown = async (api: ReadyApi): Promise<string> => {
  const schemas = await readSchemaList(api);
  const lines = schemas.map(({ key, name }) => line(name, routes.schema(api.slug, key)));
  return page(`Schemas of the ${api.title}`, lines);
};
