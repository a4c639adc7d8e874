import { parseArgs } from 'node:util';
import { compareDocuments } from '#lib/openapi/compatibility/compare-documents.ts';
import { withCompiled } from '#lib/openapi/compatibility/compile-aside.ts';
import { reportText } from '#lib/openapi/compatibility/report-text.ts';
import { DocumentRefusal } from '#lib/openapi/refusal.ts';
import { diffHelp, UsageError } from './arguments.ts';

const usage = `Usage: npm run --silent portal -- diff OLD NEW [--json]\n\n${diffHelp}`;
/** What the command ends with; 1 is a refusal: a wrong call, or a document that cannot be read. */
const endings = { compatible: 0, breaking: 2 } as const;

function readCall(args: readonly string[]): { files: [string, string]; json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean' } },
      allowPositionals: true,
    });
    if (values.help) throw new UsageError(usage, 0);
    const [older, newer] = positionals;
    if (!older || !newer || positionals.length > 2) throw new UsageError(usage);
    return { files: [older, newer], json: values.json };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

/** `portal diff OLD NEW`: prints what changed, each change with its rule. Needs neither portal nor database. */
export async function runDiff(args: readonly string[]): Promise<number> {
  const { files, json } = readCall(args);
  try {
    const report = await withCompiled(files, compareDocuments);
    console.log(json ? JSON.stringify(report) : reportText(report));
    return endings[report.verdict];
  } catch (error) {
    if (error instanceof DocumentRefusal) throw new UsageError(error.message);
    throw error;
  }
}
