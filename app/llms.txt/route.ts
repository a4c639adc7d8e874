import { getConfig } from '#lib/config/runtime.ts';
import { listErrorPages, listGuides } from '#lib/content/pages.ts';
import { listApis } from '#lib/openapi/apis.ts';
import { routes } from '#lib/routes.ts';

export const dynamic = 'force-dynamic';

/** `/llms.txt`: what there is to read, each as Markdown. */
export function GET(): Response {
  const { portalUrl } = getConfig();
  const line = (title: string, path: string, about = '') =>
    `- [${title}](${portalUrl}${path}.md)${about === '' ? '' : `: ${about}`}`;
  const text = [
    '# Okta Developer Portal',
    '',
    '> The reference and guides of the Okta APIs, with a sandbox to run against. Every page is also Markdown: add .md to its address.',
    '',
    '## Guides',
    ...listGuides().map((guide) => line(guide.title, routes.docs(guide.slug), guide.description)),
    '',
    '## APIs',
    ...listApis().flatMap((api) =>
      api.status === 'ready'
        ? [line(api.title, routes.api(api.slug), `${api.operations} operations, each linked`)]
        : [],
    ),
    '',
    '## Error codes',
    ...listErrorPages().map((error) => line(error.code, routes.error(error.code), error.summary)),
    '',
  ].join('\n');
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
