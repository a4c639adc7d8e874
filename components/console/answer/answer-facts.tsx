import { byteSize } from '#lib/std/byte-size.ts';
import { statusMeaning } from '#lib/std/status-meaning.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Answer } from '../relay-fetch.ts';

type AnswerFactsProps = {
  answer: Answer;
  described: { documented: boolean; description: string | null };
};

/** Status and what it means here, how long it took, how much came. */
export function AnswerFacts({ answer, described }: AnswerFactsProps) {
  const ofPortal = answer.refusedBy === 'portal';
  const ms = answer.upstreamMs ?? answer.totalMs;
  return (
    <div className="console-facts">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <StatusBadge status={answer.status} />
        <strong className="text-sm font-semibold">{statusMeaning(answer.status)}</strong>
        <span className="text-[0.8125rem] text-muted tabular-nums">
          {ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms · {byteSize(answer.body.length)}
          {rateLeft(answer)}
        </span>
      </p>
      {ofPortal ? (
        <p className="text-[0.8125rem] text-muted">
          {answer.status < 400
            ? 'The portal does not follow redirects. Where this one leads stands in the body.'
            : 'Said by the portal, not by the API.'}
        </p>
      ) : null}
      {!ofPortal && described.description ? (
        <p className="text-[0.8125rem] text-muted">{described.description}</p>
      ) : null}
      {!ofPortal && !described.documented ? (
        <p className="text-[0.8125rem] text-warn">The document does not mention this status.</p>
      ) : null}
    </div>
  );
}

function rateLeft({ headers }: Answer): string {
  const of = (name: string) => headers.find(([header]) => header === name)?.[1];
  const remaining = of('x-ratelimit-remaining') ?? of('x-rate-limit-remaining');
  const limit = of('x-ratelimit-limit') ?? of('x-rate-limit-limit');
  return remaining && limit ? ` · ${remaining} of ${limit} calls left` : '';
}
