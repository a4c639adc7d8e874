/** Values of these keys are promises; of all others only the kind is compared. */
const exact = new Set([
  'error',
  'message',
  'errorCode',
  'errorSummary',
  'event',
  'status',
  'scope',
]);
/** Written as a key: there is more than the guide shows. */
const more = '…';

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
const isRecord = (value: unknown): value is Record<string, unknown> => kindOf(value) === 'object';

/** What keeps an answer from having the shape that a guide shows: keys and kinds, not ids. */
export function shapeFaults(shown: unknown, real: unknown, at = '$'): string[] {
  if (shown === null || real === null) return [];
  if (kindOf(shown) !== kindOf(real)) {
    return [`${at}: shown as ${kindOf(shown)}, is ${kindOf(real)}`];
  }
  if (Array.isArray(shown) && Array.isArray(real)) {
    if (shown.length > 0 && real.length === 0) return [`${at}: shown with entries, is empty`];
    if (shown.length === 0) return real.length === 0 ? [] : [`${at}: shown empty, is not`];
    return real.flatMap((entry, index) => {
      const like = shown[Math.min(index, shown.length - 1)];
      return shapeFaults(like, entry, `${at}[${index}]`);
    });
  }
  if (isRecord(shown) && isRecord(real)) return objectFaults(shown, real, at);
  const key = at.split('.').at(-1) ?? '';
  // The texts of a 422 are promises as well.
  const isPromise = exact.has(key) || at.includes('.errors.');
  return isPromise && shown !== real
    ? [`${at}: shown as ${JSON.stringify(shown)}, is ${JSON.stringify(real)}`]
    : [];
}

function objectFaults(
  shown: Record<string, unknown>,
  real: Record<string, unknown>,
  at: string,
): string[] {
  const faults: string[] = [];
  for (const [key, value] of Object.entries(shown)) {
    if (key === more) continue;
    if (!Object.hasOwn(real, key)) faults.push(`${at}.${key}: is not in the answer`);
    else faults.push(...shapeFaults(value, real[key], `${at}.${key}`));
  }
  if (Object.hasOwn(shown, more)) return faults;
  const hidden = Object.keys(real).filter((key) => !Object.hasOwn(shown, key));
  return [...faults, ...hidden.map((key) => `${at}.${key}: is in the answer, but not shown`)];
}

/** Whether `real` has the lines of `shown`, in which `…` stands for anything within a line. */
export function hasLines(shown: string, real: string): boolean {
  const pattern = shown
    .trim()
    .split(more)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(pattern).test(real);
}
