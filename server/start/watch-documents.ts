import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

type Watching = {
  /** Folders of documents. */
  folders: readonly string[];
  /** Reads the documents again. Runs never overlap; what changes meanwhile is read once more. */
  compile: () => Promise<void>;
  onError: (error: unknown) => void;
  /** How often is looked. Events of the file system lose files that editors replace, so they are not used. */
  everyMs?: number;
};

const MOST_FILES = 5_000;

type Watch = {
  /** Resolves when the documents were looked at for the first time: what changes from then on is seen. */
  begun: Promise<void>;
  close: () => void;
};

/** Compiles again what changes, for writers who look at their document while they write it. Ends with `close`. */
export function watchDocuments(watching: Watching): Watch {
  const { folders, compile, onError, everyMs = 400 } = watching;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  let known: string | undefined;

  const look = async () => {
    const now = (await Promise.all(folders.map(stampOf))).join('\n');
    const isChanged = known !== undefined && now !== known;
    known = now;
    if (isChanged && !isClosed) await compile();
  };
  const again = () => {
    if (!isClosed) timer = setTimeout(() => void look().catch(onError).then(again), everyMs);
  };
  const begun = look().catch(onError).then(again);
  return {
    begun,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

/** Every file of a folder with its size and time; empty for a folder that is not there. */
async function stampOf(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const stamps = await Promise.all(
    names.slice(0, MOST_FILES).map(async (name) => {
      const file = await stat(path.join(folder, name)).catch(() => null);
      return file?.isFile() ? `${name} ${file.size} ${file.mtimeMs} ${file.ino}` : name;
    }),
  );
  return stamps.toSorted().join('\n');
}
