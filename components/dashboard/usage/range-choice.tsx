import { type UsageRange, usageRanges } from '#lib/domain/usage/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';

export const rangeWords: Record<UsageRange, string> = {
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
};

/** The range stands in the address. */
export function RangeChoice({ app, range }: { app: AppId; range: UsageRange }) {
  return (
    <nav
      aria-label="Range"
      className="inline-flex rounded-md border border-line-strong bg-raised text-sm"
    >
      {usageRanges.map((one) => (
        <a
          key={one}
          href={routes.usage(app, one)}
          aria-current={one === range ? 'true' : undefined}
          className="px-3 py-1.5 text-muted first:rounded-l-md last:rounded-r-md hover:text-fg aria-[current=true]:bg-accent-soft aria-[current=true]:font-medium aria-[current=true]:text-accent"
        >
          {rangeWords[one]}
        </a>
      ))}
    </nav>
  );
}
