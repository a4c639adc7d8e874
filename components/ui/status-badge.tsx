import { Badge, type Tone } from './badge.tsx';

/** The tone of an HTTP status: `200`, `2XX`, `404`, `default`. */
export function statusTone(status: string | number): Tone {
  const first = String(status).charAt(0);
  if (first === '2') return 'good';
  if (first === '3') return 'accent';
  if (first === '4') return 'warn';
  return first === '5' ? 'bad' : 'neutral';
}

export function StatusBadge({ status }: { status: string | number }) {
  return (
    <Badge tone={statusTone(status)} className="font-mono font-semibold">
      {status}
    </Badge>
  );
}
