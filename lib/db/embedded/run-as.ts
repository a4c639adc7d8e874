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

function createUser(): void {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], {
      stdio: 'pipe',
    });
  } catch {
    // Without useradd there is still "nobody".
  }
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
