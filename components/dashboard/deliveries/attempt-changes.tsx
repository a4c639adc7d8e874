import type { AttemptView } from '#lib/domain/deliveries/schemas.ts';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { attemptDifference } from './attempt-difference.ts';

type AttemptChangesProps = { before: AttemptView; after: AttemptView };

/** What changed since the attempt before. */
export function AttemptChanges({ before, after }: AttemptChangesProps) {
  const differences = attemptDifference(before, after);
  const change = Math.round(after.timings.totalMs - before.timings.totalMs);
  const slower =
    change === 0 ? 'as long' : `${Math.abs(change)} ms ${change > 0 ? 'longer' : 'shorter'}`;
  return (
    <section className="grid grid-cols-1 gap-2">
      <h3 className="text-sm font-semibold">Since attempt {before.number}</h3>
      <p className="text-sm text-muted">
        {differences.length === 0
          ? `The same request and the same answer, apart from signature and time. It took ${slower}.`
          : `It took ${slower}.`}
      </p>
      {differences.length > 0 ? (
        <Table label={`Differences between attempts ${before.number} and ${after.number}`} stacked>
          <thead>
            <tr>
              <Th>What</Th>
              <Th>Attempt {before.number}</Th>
              <Th>Attempt {after.number}</Th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ what, before: was, after: is }) => (
              <Tr key={what}>
                <Td>{what}</Td>
                <Td
                  label={`Attempt ${before.number}`}
                  className="font-mono text-[0.8125rem] break-all text-muted"
                >
                  {was}
                </Td>
                <Td
                  label={`Attempt ${after.number}`}
                  className="font-mono text-[0.8125rem] break-all"
                >
                  {is}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      ) : null}
    </section>
  );
}
