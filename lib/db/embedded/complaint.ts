// What PostgreSQL's programs write before the reason: their name or time, and how grave it is.
const grave = /(?:^|\s)(?:FATAL|PANIC|error):\s+(.*)$/;
const hint = /(?:^|\s)HINT:\s+(.*)$/;

/** The reason in what PostgreSQL or initdb wrote, with its hint, without the full stop; the last line if none stands out. */
export function complaintIn(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const at = lines.findLastIndex((line) => grave.test(line));
  const reason = grave.exec(lines[at] ?? '')?.[1] ?? lines.at(-1) ?? '';
  const advice = at < 0 ? undefined : lines.slice(at).find((line) => hint.test(line));
  const parts = [reason, hint.exec(advice ?? '')?.[1] ?? ''].filter((part) => part !== '');
  return parts.map((part) => part.trim().replace(/\.$/, '')).join('. ');
}
