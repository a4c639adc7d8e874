import type { VersionStatus } from '#lib/db/schema/versions.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

const looks: Record<VersionStatus, { tone: Tone; label: string }> = {
  draft: { tone: 'neutral', label: 'Draft' },
  in_review: { tone: 'accent', label: 'In review' },
  approved: { tone: 'good', label: 'Approved' },
  published: { tone: 'good', label: 'Published' },
  rejected: { tone: 'bad', label: 'Rejected' },
  superseded: { tone: 'neutral', label: 'Replaced' },
};

export function VersionStatusBadge({ status }: { status: VersionStatus }) {
  const { tone, label } = looks[status];
  return <Badge tone={tone}>{label}</Badge>;
}
