import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError } from '#lib/config/env.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** Makes the data dir if it is missing. Throws ConfigError when it cannot be written. */
export async function prepareDataDir(dataDir: string): Promise<void> {
  const probe = path.join(dataDir, `.probe-${process.pid}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o755 });
    await access(dataDir, constants.W_OK | constants.X_OK);
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw new ConfigError(
      `The data folder ${dataDir} cannot be written (${codeOf(error)}). Give this user the right to write there, or choose another folder with PORTAL_DATA_DIR.`,
    );
  }
}

/** The secret of an embedded portal: made once, kept in the data dir, readable by its owner only. */
export async function keptSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'secret');
  const read = async () => (await readFile(file, 'utf8').catch(() => '')).trim();
  const kept = await read();
  if (kept !== '') return kept;
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600 });
  // A link never replaces a file, so of two processes that come together one secret stands.
  await link(draft, file).catch(() => undefined);
  await rm(draft, { force: true });
  return read();
}
