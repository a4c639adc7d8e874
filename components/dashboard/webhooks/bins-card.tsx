import { routes } from '#lib/routes.ts';
import type { AppId, BinId } from '#lib/std/ids.ts';
import { Card } from '../../ui/card.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';

type BinsCardProps = {
  app: AppId;
  bins: readonly { id: BinId; key: string; answerStatus: number }[];
};

/** The app's practice receivers. */
export function BinsCard({ app, bins }: BinsCardProps) {
  return (
    <Card title="Built-in bins">
      <p className="text-sm leading-6 text-muted">
        Receivers for practice: they keep what they get, and answer with the status that you choose.
      </p>
      <ul className="mt-3 grid gap-2">
        {bins.map((bin) => (
          <li key={bin.id} className="flex min-w-0 items-center gap-3 text-sm">
            <a
              href={routes.bin(app, bin.id)}
              className="min-w-0 truncate font-mono text-[0.8125rem] hover:text-accent"
            >
              {routes.binReceiver(bin.key)}
            </a>
            <span className="ml-auto shrink-0 text-xs text-muted">
              answers <StatusBadge status={bin.answerStatus} />
            </span>
          </li>
        ))}
        {bins.length === 0 ? (
          <li className="text-sm text-muted">
            None yet. “Add endpoint” makes one when you choose the built-in bin.
          </li>
        ) : null}
      </ul>
    </Card>
  );
}
