import { applicationStatuses } from '#lib/domain/applications/schemas.ts';
import { Badge } from '../ui/badge.tsx';

/** How an application stands. */
export function ApplicationBadge({ status }: { status: string }) {
  const look = applicationStatuses.find((one) => one.status === status);
  return <Badge tone={look?.tone}>{look?.label ?? status}</Badge>;
}
