import type { Change, ChangeReport, DocumentFacts } from './rules.ts';

const factsText = ({ title, version, specVersion }: DocumentFacts): string =>
  `${title} ${version} (OpenAPI ${specVersion})`;

/** A report for the terminal: what was compared, one row for each change, and the sum. */
export const reportText = (report: ChangeReport): string => {
  const { changes, counts, notices } = report;
  const rows = changes.map((change) => [change.verdict, change.rule, whereText(change)]);
  const widths = [0, 1].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0), 0));
  const lines = changes.flatMap((change, index) => {
    const [verdict = '', rule = '', where = ''] = rows[index] ?? [];
    const lead = `${verdict.padEnd(widths[0] ?? 0)}  ${rule.padEnd(widths[1] ?? 0)}  `;
    const indent = ' '.repeat(lead.length);
    return [
      `${lead}${where}`,
      `${indent}${change.message}${usedByText(change)}`,
      `${indent}${change.document}: ${change.pointer}`,
    ];
  });
  return [
    `old  ${factsText(report.old)}`,
    `new  ${factsText(report.new)}`,
    '',
    ...lines,
    ...(lines.length > 0 ? [''] : []),
    ...notices.map((notice) => `note  ${notice}`),
    changes.length === 0
      ? 'No change that a client could notice.'
      : `${report.verdict}: ${counts.breaking} breaking, ${counts.compatible} compatible`,
  ].join('\n');
};

const whereText = ({ place }: Change): string => place;

const usedByText = ({ usedBy }: Change): string => {
  if (!usedBy) return '';
  const rest = usedBy.total - usedBy.operations.length;
  return ` Reaches ${usedBy.operations.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
};
