const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  let found = formatters.get(timeZone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    formatters.set(timeZone, found);
  }
  return found;
}

type Offset = { text: string; ms: number };

// Asking Intl costs microseconds, a page of a list has a hundred times. Offsets change on quarter hours only.
const quarterMs = 900_000;
const rememberAtMost = 20_000;
const offsets = new Map<string, Offset>();

function offsetAt(at: Date, timeZone: string): Offset {
  const key = `${timeZone} ${Math.floor(at.getTime() / quarterMs)}`;
  const known = offsets.get(key);
  if (known) return known;
  const name = formatter(timeZone)
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const text = name?.replace('GMT', '') || '+00:00';
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6));
  const offset = { text, ms: (text.startsWith('-') ? -minutes : minutes) * 60_000 };
  if (offsets.size >= rememberAtMost) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/**
 * ISO 8601 with the tenant's offset and no fraction, `2026-04-26T10:30:15+03:00`
 * (Partners contract, "Bodies" and "Webhooks"). Throws RangeError on an unknown time zone.
 */
export function toOffsetTime(at: Date, timeZone: string): string {
  const { text, ms } = offsetAt(at, timeZone);
  return new Date(at.getTime() + ms).toISOString().slice(0, 19) + text;
}

const stamp = /"(created_at|updated_at)":"([^"]+)"/g;
const written = new Map<string, Map<string, string>>();

/**
 * Writes `created_at` and `updated_at` in the JSON of a database (ISO 8601 in any offset) as the tenant's time. Inside of
 * a text both names would stand between escaped quotes, so nothing else fits. Records often share their times.
 */
export function withOffsetTimes(json: string, timeZone: string): string {
  let times = written.get(timeZone);
  if (!times || times.size >= rememberAtMost) {
    times = new Map();
    written.set(timeZone, times);
  }
  const known = times;
  return json.replace(stamp, (_all, name: string, at: string) => {
    let text = known.get(at);
    if (text === undefined) {
      text = toOffsetTime(new Date(at), timeZone);
      known.set(at, text);
    }
    return `"${name}":"${text}"`;
  });
}
