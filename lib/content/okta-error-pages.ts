import { parse } from 'yaml';
import { z } from 'zod';

const Table = z.object({
  codes: z.array(
    z.strictObject({
      code: z.string().regex(/^E\d{7}$/),
      status: z.int(),
      summary: z.string().min(1),
      /** With `fix`: a code that the sandbox answers. */
      why: z.string().optional(),
      fix: z.string().optional(),
    }),
  ),
});
type Entry = z.output<typeof Table>['codes'][number];

/** A page of an error code; the same shape as the pages that are written by hand. */
export type OktaErrorPage = {
  title: string;
  code: string;
  status: number;
  api: 'okta';
  summary: string;
  markdown: string;
};

/** What fills the blank of a summary in the example. */
const blanks: Record<string, string> = {
  E0000001: 'label',
  E0000002: 'A Content-Length header is required.',
  E0000007: 'Resource not found: 0oabv4y9x6eTgAjYc0g4 (AppInstance)',
  E0000037: 'activate must be true or false.',
};
const causes: Record<string, string> = {
  E0000001: 'label: The field cannot be left blank',
  E0000056: 'The application must be deactivated before deletion.',
};

function example({ code, summary }: Entry): string {
  const cause = causes[code];
  const answer = {
    errorCode: code,
    errorSummary: summary.replace('{0}', blanks[code] ?? ''),
    errorLink: code,
    errorId: 'oaeQ7x2mZ9pVTqGkd3rL1nYbw',
    errorCauses: cause ? [{ errorSummary: cause }] : [],
  };
  return `\`\`\`json\n${JSON.stringify(answer, null, 2)}\n\`\`\``;
}

const whole = (entry: Entry, why: string, fix: string): string => `## What happened

The request was refused with the status ${entry.status}, and nothing was changed.

${example(entry)}

## Why

${why}

## How to fix it

${fix}

Quote \`errorId\` and the \`X-Okta-Request-Id\` of the answer when you ask for help. Programs decide by \`errorCode\`: the texts may change.
`;

const brief = (entry: Entry): string => `## What happened

${entry.summary}

The code belongs to a part of the Okta API that the sandbox does not serve, so you meet it only in an org of your own. The answer has the status ${entry.status} and the same form as every other error: \`errorCode\`, \`errorSummary\`, \`errorLink\`, \`errorId\`, \`errorCauses\`.

## How to fix it

Read \`errorCauses\`: each entry names one fault. Quote \`errorId\` when you ask for help.
`;

const title = (summary: string): string =>
  summary
    .replace(/[:.]?\s*\{0\}$/, '')
    .replace(/\s+/g, ' ')
    .replace(/\.$/, '');

/**
 * The pages of the Okta API's error codes from their table (`content/apis/okta/error-codes.yaml`), in the order of
 * the table. Throws when the table is not right: a writer's mistake, seen at once.
 */
export function oktaErrorPages(yaml: string): OktaErrorPage[] {
  return Table.parse(parse(yaml)).codes.map((entry) => ({
    title: title(entry.summary),
    code: entry.code,
    status: entry.status,
    api: 'okta',
    summary: (entry.why ?? entry.summary).replaceAll('`', ''),
    markdown: entry.why && entry.fix ? whole(entry, entry.why, entry.fix) : brief(entry),
  }));
}
