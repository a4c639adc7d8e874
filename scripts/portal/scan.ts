import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { mostManifestChars } from '#lib/domain/manifest/read-source.ts';
import type { ManifestFormat } from '#lib/domain/manifest/schemas.ts';
import type { Finding } from '#lib/domain/policy/finding.ts';
import { scanManifest } from '#lib/domain/policy/scan.ts';
import { scanHelp, UsageError } from './arguments.ts';

const usage = `Usage: npm run --silent portal -- scan FILE [--json]\n\n${scanHelp}`;

function readCall(args: readonly string[]): { file: string; json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean' } },
      allowPositionals: true,
    });
    if (values.help) throw new UsageError(usage, 0);
    const [file, more] = positionals;
    if (!file || more !== undefined) throw new UsageError(usage);
    return { file, json: values.json };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

async function readText(file: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    // The scan says itself that a long text is too long; it need not be decoded whole for that.
    const text = new TextDecoder('utf-8', { fatal: true });
    return text.decode(bytes.subarray(0, mostManifestChars * 4 + 4), { stream: true });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`${file} is not text in UTF-8.`);
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : ''}`);
  }
}

/** YAML reads JSON too, but says other things about its mistakes. */
const formatOf = (file: string, text: string): ManifestFormat =>
  /\.json$/i.test(file) || (!/\.ya?ml$/i.test(file) && /^\s*\{/.test(text)) ? 'json' : 'yaml';

const report = (file: string, one: Finding): string =>
  [
    `${file}:${one.line}:${one.column}: ${one.severity} ${one.rule}: ${one.message}`,
    `    ${one.excerpt.trim()}`,
    `    Why: ${one.why}`,
    `    Fix: ${one.fix}`,
    `    See: ${one.doc}`,
  ].join('\n');

/** `portal scan FILE`: the rules that judge a submitted version. Needs neither portal nor database. */
export async function runScan(args: readonly string[]): Promise<number> {
  const { file, json } = readCall(args);
  const text = await readText(file);
  const { findings } = scanManifest(text, formatOf(file, text));
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  if (json) {
    console.log(JSON.stringify({ file, ok: errors === 0, errors, warnings, findings }));
  } else {
    for (const one of findings) console.log(report(file, one));
    console.log(
      `${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
    );
  }
  return errors > 0 ? 1 : 0;
}
