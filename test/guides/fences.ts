/** A fenced block of a guide; docs/guides.md says what its attributes mean. */
export type Fence = {
  language: string;
  code: string;
  /** Of its first line, from 1. */
  line: number;
  title: string | null;
  /** The name of a file that the block is saved as before anything runs. */
  file: string | null;
  role: 'run' | 'start' | 'output' | 'started' | 'shown';
};

const roles = ['run', 'start', 'output', 'started'] as const;
const attribute = (meta: string, name: string): string | null =>
  new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(meta)?.[1] ?? null;

/** The fenced blocks of a page, in order. Those inside lists are only shown. */
export function fencesOf(markdown: string): Fence[] {
  const fences: Fence[] = [];
  let open: (Fence & { lines: string[] }) | null = null;
  for (const [index, line] of markdown.split('\n').entries()) {
    if (open) {
      if (line === '```') {
        fences.push({ ...open, code: open.lines.join('\n') });
        open = null;
      } else open.lines.push(line);
      continue;
    }
    const match = /^```(\w+)?(.*)$/.exec(line);
    if (!match) continue;
    const meta = match[2] ?? '';
    const words = meta.replace(/\w+="[^"]*"/g, ' ').split(/\s+/);
    open = {
      language: match[1] ?? 'text',
      code: '',
      line: index + 2,
      title: attribute(meta, 'title'),
      file: attribute(meta, 'file'),
      role: roles.find((role) => words.includes(role)) ?? 'shown',
      lines: [],
    };
  }
  if (open) throw new Error(`The block at line ${open.line} is never closed.`);
  return fences;
}
