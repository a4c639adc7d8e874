import type { AskedScope } from '#lib/domain/scopes/schemas.ts';
import { scopeMeanings } from '#lib/domain/scopes/schemas.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

type ScopeChangesProps = {
  /** What the version before asks for; null: there is none. */
  before: readonly AskedScope[] | null;
  after: readonly AskedScope[];
};
type Change = { one: AskedScope; tone: Tone; word: string };

const kind = ({ isOptional }: AskedScope): string => (isOptional ? 'optional' : 'needed');

/** What a version asks tenants for, against the one before: what is new, gone or asked otherwise. */
export function ScopeChanges({ before, after }: ScopeChangesProps) {
  const changes = before === null ? after.map(asIs) : changesBetween(before, after);
  if (changes.length === 0) {
    return <p className="text-sm text-muted">It asks for the same scopes as the one before.</p>;
  }
  return (
    <ul className="grid gap-2 text-sm">
      {changes.map(({ one, tone, word }) => (
        <li key={one.scope}>
          <Badge tone={tone}>{word}</Badge>{' '}
          <code className="text-[0.8125rem] break-all">{one.scope}</code>{' '}
          <span className="text-muted">{scopeMeanings[one.scope]}.</span>
          <bdi className="block text-[0.8125rem] leading-5">{one.reason}</bdi>
        </li>
      ))}
    </ul>
  );
}

const asIs = (one: AskedScope): Change => ({ one, tone: 'accent', word: kind(one) });

function changesBetween(before: readonly AskedScope[], after: readonly AskedScope[]): Change[] {
  const gone = before
    .filter(({ scope }) => !after.some((one) => one.scope === scope))
    .map((one): Change => ({ one, tone: 'bad', word: 'no longer' }));
  const rest = after.flatMap((one): Change[] => {
    const was = before.find(({ scope }) => scope === one.scope);
    if (!was) return [{ one, tone: 'good', word: `new, ${kind(one)}` }];
    if (was.isOptional !== one.isOptional) return [{ one, tone: 'warn', word: `now ${kind(one)}` }];
    return was.reason === one.reason ? [] : [{ one, tone: 'neutral', word: 'other reason' }];
  });
  return [...rest, ...gone];
}
