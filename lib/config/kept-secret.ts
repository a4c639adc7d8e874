import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError } from './env.ts';

/**
 * A line that is made once and kept in a file that its owner alone may read. Of several processes that come together all
 * get the same. Throws ConfigError when the file is empty or cannot be read.
 */
export async function keptText(file: string, make: () => string): Promise<string> {
  const read = async () => (await readFile(file, 'utf8').catch(() => '')).trim();
  const kept = await read();
  if (kept !== '') return kept;
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${make()}\n`, { mode: 0o600 });
  // A link never replaces a file, so of two processes that come together one text stands.
  await link(draft, file).catch(() => undefined);
  await rm(draft, { force: true });
  const text = await read();
  if (text === '')
    throw new ConfigError(`The file ${file} is empty or cannot be read by this user.`);
  return text;
}

/** The secret of an embedded portal: made once, kept in the data dir, readable by its owner only. */
export function keptSecret(dataDir: string): Promise<string> {
  const make = () => randomBytes(48).toString('base64url');
  return keptText(path.join(dataDir, 'secret'), make);
}
