import { CircleCheck, CircleDashed } from 'lucide-react';
import { routes } from '#lib/routes.ts';
import { cx } from '#lib/std/cx.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Card } from '../ui/card.tsx';

type NextStepsCardProps = {
  appId: AppId | null;
  milestones: { called: boolean; wrote: boolean; delivered: boolean };
};

/** From the first call to the first webhook; each step ticks itself when it has happened. */
export function NextStepsCard({ appId, milestones }: NextStepsCardProps) {
  const { called, wrote, delivered } = milestones;
  const steps = [
    {
      done: called,
      label: 'Make a first call',
      text: 'Ask the API who your token is: whoami, from the console.',
      href: `${routes.operation('partners', 'whoami')}#try`,
    },
    {
      done: wrote,
      label: 'Create a student',
      text: 'A write in the sandbox causes an event, as it would in production.',
      href: `${routes.operation('partners', 'createStudent')}#try`,
    },
    {
      done: delivered,
      label: 'See its webhook arrive',
      text: 'Deliveries shows the signed request and what your endpoint answered.',
      href: appId ? routes.app(appId, 'deliveries') : routes.dashboard(),
    },
  ];
  const left = steps.filter(({ done }) => !done).length;
  return (
    <Card
      title="Next steps"
      actions={
        <span className="text-xs text-muted">{left === 0 ? 'All done' : `${left} to go`}</span>
      }
    >
      <ol className="grid gap-3">
        {steps.map(({ done, label, text, href }) => (
          <li key={label} className="flex gap-3">
            {done ? (
              <CircleCheck className="mt-0.5 size-4.5 shrink-0 text-good" aria-hidden="true" />
            ) : (
              <CircleDashed className="mt-0.5 size-4.5 shrink-0 text-faint" aria-hidden="true" />
            )}
            <p className="min-w-0 text-sm leading-6">
              <a
                href={href}
                className={cx('font-medium hover:text-accent', done && 'text-muted line-through')}
              >
                {label}
              </a>
              <span className="sr-only">{done ? ' (done)' : ' (to do)'}</span>
              {done ? null : <span className="block text-muted">{text}</span>}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
