import type { Change } from './rules.ts';
import type { VersionHistory, VersionStep } from './versions.ts';

/** The changes of an API as Markdown: what its page says. */
export const historyMarkdown = (title: string, { steps }: VersionHistory): string => {
  const parts = steps.length === 0 ? ['No version is kept yet.'] : steps.map(stepText);
  return `${[`# Changes of the ${title}`, ...parts].join('\n\n')}\n`;
};

const stepText = (step: VersionStep, index: number, all: VersionStep[]): string => {
  const { name, current, report, refused, version } = step;
  const heading = `## ${current ? `Current document${version ? ` (${version})` : ''}` : name}`;
  if (refused !== undefined) return `${heading}\n\nThis version cannot be read: ${refused}`;
  if (!report) return `${heading}\n\nThe first version that is kept.`;
  const since = all[index + 1]?.name ?? 'the version before';
  if (report.changes.length === 0)
    return `${heading}\n\nNothing that a client could notice changed since ${since}.`;
  const { breaking, compatible } = report.counts;
  const sum = `Since ${since}: ${breaking} breaking, ${compatible} compatible.`;
  return `${heading}\n\n${sum}\n\n${report.changes.map(changeText).join('\n')}`;
};

const changeText = ({ verdict, rule, place, message }: Change): string =>
  `- **${verdict}** (${rule}) ${place}: ${message}`;
