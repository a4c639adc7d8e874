type Details = Record<string, unknown>;

/** One line of what an entry tells. An empty name: the whole thing that was changed. */
export type Change = { name: string } & (
  | { kind: 'fact'; text: string }
  | { kind: 'change'; before: string; after: string }
  | { kind: 'items'; added: string[]; removed: string[] }
);

const isRecord = (value: unknown): value is Details =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as a person reads it. */
function plain(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(plain).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(plain) : []);

function difference(name: string, before: unknown, after: unknown): Change[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const [had, has] = [texts(before), texts(after)];
    const added = has.filter((text) => !had.includes(text));
    const removed = had.filter((text) => !has.includes(text));
    return added.length + removed.length > 0 ? [{ name, kind: 'items', added, removed }] : [];
  }
  const [was, is] = [plain(before), plain(after)];
  return was === is ? [] : [{ name, kind: 'change', before: was, after: is }];
}

/**
 * The details of an entry as lines. `before` and `after` become the difference of their fields, `added` and `removed`
 * one of items; everything else is a fact.
 */
export function changesOf(details: Details): Change[] {
  const { before, after, added, removed, ...facts } = details;
  const changes: Change[] = [];
  if ('before' in details || 'after' in details) {
    if (isRecord(before) || isRecord(after)) {
      const [was, is] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}];
      for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
        changes.push(...difference(name, was[name], is[name]));
      }
    } else changes.push(...difference('', before, after));
  }
  if ('added' in details || 'removed' in details) {
    const items = { added: texts(added), removed: texts(removed) };
    if (items.added.length + items.removed.length > 0) {
      changes.push({ name: '', kind: 'items', ...items });
    }
  }
  for (const [name, value] of Object.entries(facts)) {
    changes.push({ name, kind: 'fact', text: plain(value) });
  }
  return changes;
}
