import { apiLines, errorLines, guideLines } from '../api/markdown/lists.ts';

export const dynamic = 'force-dynamic';

/** `/llms.txt`: what there is to read, each as Markdown. */
export function GET(): Response {
  const text = [
    '# Okta Developer Portal',
    '',
    '> The reference and guides of the Okta APIs, with a sandbox to run against. Every page is also Markdown: add .md to its address.',
    '',
    '## Guides',
    ...guideLines(),
    '',
    '## APIs',
    ...apiLines(),
    '',
    '## Error codes',
    ...errorLines(),
    '',
  ].join('\n');
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
