import { cx } from '#lib/std/cx.ts';

const tones: Record<string, string> = {
  GET: 'text-accent',
  HEAD: 'text-accent',
  QUERY: 'text-accent',
  POST: 'text-good',
  PUT: 'text-warn',
  PATCH: 'text-warn',
  DELETE: 'text-bad',
};
const soft: Record<string, string> = {
  GET: 'bg-accent-soft',
  HEAD: 'bg-accent-soft',
  QUERY: 'bg-accent-soft',
  POST: 'bg-good-soft',
  PUT: 'bg-warn-soft',
  PATCH: 'bg-warn-soft',
  DELETE: 'bg-bad-soft',
};
const short: Record<string, string> = { DELETE: 'DEL', OPTIONS: 'OPT' };

type MethodBadgeProps = {
  method: string;
  /** `bare`: coloured letters in a fixed column, for lists. */
  variant?: 'soft' | 'bare';
  className?: string;
};

export function MethodBadge({ method, variant = 'soft', className }: MethodBadgeProps) {
  const tone = tones[method] ?? 'text-muted';
  if (variant === 'bare') {
    return (
      <span
        className={cx(
          'inline-block w-10 shrink-0 truncate font-mono text-[0.6875rem] font-semibold tracking-tight',
          tone,
          className,
        )}
      >
        {short[method] ?? method}
      </span>
    );
  }
  return (
    <span
      className={cx(
        'inline-flex items-center rounded px-1.5 py-0.5 font-mono text-xs font-semibold',
        tone,
        soft[method] ?? 'bg-hover',
        className,
      )}
    >
      {method}
    </span>
  );
}
