import { type Change, changesOf } from './changes-of.ts';

/** What an act was about; where something was changed, as it was and as it is. */
export function AuditChanges({ details }: { details: Record<string, unknown> }) {
  const changes = changesOf(details);
  if (changes.length === 0) return <span className="text-faint">–</span>;
  return (
    <dl className="grid grid-cols-1 gap-1 text-[0.8125rem]">
      {changes.map((change) => (
        <div key={change.name} className="flex flex-wrap gap-x-2">
          {change.name ? <dt className="shrink-0 text-muted">{change.name}</dt> : null}
          <dd className="min-w-0 [overflow-wrap:anywhere]">
            <Value change={change} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ change }: { change: Change }) {
  switch (change.kind) {
    case 'fact':
      return (
        <bdi className="line-clamp-2" title={change.text}>
          {change.text}
        </bdi>
      );
    case 'change':
      return (
        <>
          <Gone text={change.before} /> <span aria-hidden="true">→</span>{' '}
          <New text={change.after} />
        </>
      );
    case 'items':
      return (
        <span className="grid gap-0.5">
          {change.removed.map((text) => (
            <Gone key={text} text={text} />
          ))}
          {change.added.map((text) => (
            <New key={text} text={text} />
          ))}
        </span>
      );
  }
}

function Gone({ text }: { text: string }) {
  return (
    <del className="rounded bg-bad-soft px-1 text-bad no-underline">
      <span className="sr-only">was </span>
      <span aria-hidden="true">− </span>
      <bdi>{text}</bdi>
    </del>
  );
}

function New({ text }: { text: string }) {
  return (
    <ins className="rounded bg-good-soft px-1 text-good no-underline">
      <span className="sr-only">is </span>
      <span aria-hidden="true">+ </span>
      <bdi>{text}</bdi>
    </ins>
  );
}
