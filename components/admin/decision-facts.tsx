import type { ApplicationView } from '#lib/domain/applications/review.ts';
import { Copyable } from '../ui/copyable.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';

/** Where an application came from and what was decided. */
export function DecisionFacts({ application }: { application: ApplicationView }) {
  const { id, clientAddress, confirmedAt, decidedAt, decidedByName, reason } = application;
  const { orgId, orgName } = application;
  const items = [
    { label: 'Id', value: <Copyable text={id} label="Copy the id" truncate /> },
    { label: 'Sent from', value: clientAddress ?? 'unknown' },
  ];
  const time = (at: Date) => <RelativeTime at={at.toISOString()} />;
  return (
    <KeyValues
      items={[
        ...items,
        ...(confirmedAt ? [{ label: 'Confirmed', value: time(confirmedAt) }] : []),
        ...(decidedAt ? [{ label: 'Decided', value: time(decidedAt) }] : []),
        ...(decidedAt
          ? [{ label: 'By', value: <bdi>{decidedByName ?? 'the operator'}</bdi> }]
          : []),
        ...(reason ? [{ label: 'Reason', value: <p dir="auto">{reason}</p> }] : []),
        ...(orgId ? [{ label: 'Organization', value: <bdi>{orgName}</bdi> }] : []),
        ...(orgId
          ? [{ label: 'Its id', value: <Copyable text={orgId} label="Copy the id" truncate /> }]
          : []),
      ]}
    />
  );
}
