import type { AppStatus } from '#lib/db/schema/apps.ts';
import { Badge, type Tone } from '../ui/badge.tsx';

const looks: Record<AppStatus, { tone: Tone; label: string }> = {
  draft: { tone: 'neutral', label: 'Draft' },
  submitted: { tone: 'accent', label: 'Submitted' },
  in_review: { tone: 'accent', label: 'In review' },
  approved: { tone: 'good', label: 'Approved' },
  published: { tone: 'good', label: 'Published' },
  rejected: { tone: 'bad', label: 'Rejected' },
};

export function AppStatusBadge({ status }: { status: AppStatus }) {
  const { tone, label } = looks[status];
  return <Badge tone={tone}>{label}</Badge>;
}
