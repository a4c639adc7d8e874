import { constants, existsSync } from 'node:fs';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError } from '#lib/config/env.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** Makes the data dir if it is missing. Throws ConfigError when it cannot be written. */
export async function prepareDataDir(dataDir: string): Promise<void> {
  const probe = path.join(dataDir, `.probe-${process.pid}`);
  try {
    await makeFolder(dataDir);
    await access(dataDir, constants.W_OK | constants.X_OK);
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw new ConfigError(
      `The data folder ${dataDir} cannot be written (${codeOf(error)}). Give this user the right to write there, or choose another folder with PORTAL_DATA_DIR.`,
    );
  }
}

/**
 * Folder by folder, because Node's recursive `mkdir` never ends where a folder refuses children with ENOENT, as
 * those of `/proc` do.
 */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  await makeFolder(path.dirname(folder));
  try {
    await mkdir(folder, { mode: 0o755 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
