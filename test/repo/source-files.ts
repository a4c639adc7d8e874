import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '..', '..');

export type SourceFile = { path: string; text: string; lines: number };

/** Files that git knows or would add, so that a stray build folder is never judged. */
export function trackedFiles(...patterns: string[]): string[] {
  const out = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...patterns],
    { cwd: root, encoding: 'utf8' },
  );
  return [...new Set(out.split('\n').filter(Boolean))].sort();
}

/** Reads the tracked source files; what was deleted but is not yet committed is passed over. */
export function readSources(...patterns: string[]): SourceFile[] {
  return trackedFiles(...patterns).flatMap((file) => {
    try {
      const text = readFileSync(path.join(root, file), 'utf8');
      return [{ path: file, text, lines: text.split('\n').length - 1 }];
    } catch {
      return [];
    }
  });
}

export type Import = { target: string; typeOnly: boolean };

const statement =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g;

/** The modules that a source file imports, in project paths where they are the project's own. */
export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  for (const match of file.text.matchAll(statement)) {
    const specifier = match[2] ?? match[3];
    if (specifier === undefined) continue;
    found.push({ target: resolveSpecifier(file.path, specifier), typeOnly: Boolean(match[1]) });
  }
  return found;
}

function resolveSpecifier(from: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) {
    return path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier));
  }
  return specifier;
}

/** The text without comments, for rules about code. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/[^\n]*/g, '$1');
}
