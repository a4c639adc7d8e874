import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';

/** How to start PostgreSQL: as we are, or, being root, as somebody else, which it insists on. */
export type RunAs = { uid: number; gid: number; keepAccess: boolean } | null;

function idsOf(user: string): { uid: number; gid: number } | null {
  try {
    const ask = (flag: string) =>
      Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: 'pipe' }).trim());
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return null;
  }
}

/** The name of a user id; the id itself where the machine knows no name for it. */
export function userName(uid: number): string {
  try {
    return execFileSync('id', ['-un', String(uid)], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return String(uid);
  }
}

function createUser(): void {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], {
      stdio: 'pipe',
    });
  } catch {
    // Without useradd there is still "nobody".
  }
}

/**
 * Throws when the database in the folder belongs to somebody else than who would run PostgreSQL. Asked before anything is
 * written: what root leaves there its owner could not read afterwards.
 */
export function checkOwner(folder: string, runAs: RunAs): void {
  const own = runAs?.uid ?? process.getuid?.();
  const owner = statSync(folder).uid;
  if (own === undefined || owner === own) return;
  throw new Error(
    `The database in ${folder} belongs to user ${userName(owner)}, and PostgreSQL would run as ${userName(own)}. Start the portal as the user who made it, give it away (chown -R ${userName(own)} '${folder}'), or choose another folder with PORTAL_DATA_DIR.`,
  );
}

/** True when a user who is neither owner nor in the group can enter every folder on the way. */
function othersMayEnter(target: string): boolean {
  for (let folder = target; ; folder = path.dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/**
 * Decides who runs PostgreSQL. Root hands over to `postgres` (made if missing) or `nobody`; where that user could
 * not enter the folders, it keeps root's right to pass through them and nothing else of root.
 */
export function decideRunAs(folders: readonly string[]): RunAs {
  if (process.getuid?.() !== 0) return null;
  if (!idsOf('postgres')) createUser();
  const ids = idsOf('postgres') ?? idsOf('nobody');
  if (!ids) throw new Error('PostgreSQL refuses to run as root. Start the portal as another user.');
  return { ...ids, keepAccess: !folders.every(othersMayEnter) };
}

/** The command line and spawn options that run `command` as decided. */
export function asUser(
  runAs: RunAs,
  command: string,
  args: readonly string[],
): { command: string; args: string[]; options: { uid?: number; gid?: number } } {
  if (!runAs) return { command, args: [...args], options: {} };
  const { uid, gid, keepAccess } = runAs;
  if (!keepAccess) return { command, args: [...args], options: { uid, gid } };
  return {
    command: 'setpriv',
    args: [
      `--reuid=${uid}`,
      `--regid=${gid}`,
      '--clear-groups',
      '--inh-caps=-all,+dac_override',
      '--ambient-caps=-all,+dac_override',
      '--bounding-set=-all,+dac_override',
      '--',
      command,
      ...args,
    ],
    options: {},
  };
}
