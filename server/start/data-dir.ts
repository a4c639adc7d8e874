import { constants, existsSync, statSync } from 'node:fs';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError } from '#lib/config/env.ts';

const probeBytes = 65_536;
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** Makes the data dir if it is missing. Throws ConfigError when it cannot be written. */
export async function prepareDataDir(dataDir: string): Promise<void> {
  const probe = path.join(dataDir, `.probe-${process.pid}`);
  try {
    await makeFolder(dataDir);
    await access(dataDir, constants.W_OK | constants.X_OK);
    // Not empty: a full disk still takes the name of a file.
    await writeFile(probe, Buffer.alloc(probeBytes));
    await rm(probe);
  } catch (error) {
    await rm(probe, { force: true }).catch(() => undefined);
    throw new ConfigError(
      `The data folder ${dataDir} cannot be written (${codeOf(error)}). ${remedyFor(codeOf(error))}, or choose another folder with PORTAL_DATA_DIR.`,
    );
  }
}

function remedyFor(code: string): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'Make room there (a new portal needs about 100 MB)';
    case 'EROFS':
      return 'Mount it for writing';
    case 'ENAMETOOLONG':
      return 'Shorten its path';
    default:
      return 'Give this user the right to write there';
  }
}

/** Throws ConfigError when the folder of extra documents is none, which would look as if it were empty. */
export function checkSpecsDir(specsDir: string | null): void {
  if (specsDir === null || statSync(specsDir, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new ConfigError(
    `PORTAL_SPECS_DIR names ${specsDir}, which is no folder. Make it, or correct the name.`,
  );
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
