const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  let found = formatters.get(timeZone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'longOffset',
    });
    formatters.set(timeZone, found);
  }
  return found;
}

/**
 * ISO 8601 with the tenant's offset and no fraction, `2026-04-26T10:30:15+03:00`
 * (Partners contract, "Bodies" and "Webhooks"). Throws RangeError on an unknown time zone.
 */
export function toOffsetTime(at: Date, timeZone: string): string {
  const part: Record<string, string> = {};
  for (const { type, value } of formatter(timeZone).formatToParts(at)) part[type] = value;
  const offset = (part.timeZoneName ?? '').replace('GMT', '') || '+00:00';
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}${offset}`;
}
