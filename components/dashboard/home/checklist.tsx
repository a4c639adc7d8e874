import { CircleCheck, CircleDashed } from 'lucide-react';
import { type Milestone, type Milestones, milestones } from '#lib/domain/home/schemas.ts';
import { routes } from '#lib/routes.ts';
import { cx } from '#lib/std/cx.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Card } from '../../ui/card.tsx';

type Step = { label: string; text: string; href: (app: AppId | null) => string };

const ofApp =
  (to: (app: AppId) => string) =>
  (app: AppId | null): string =>
    app ? to(app) : routes.newApp();
const trying = (operation: string) => `${routes.operation('partners', operation)}#try`;

const steps: Record<Milestone, Step> = {
  app: {
    label: 'Create an app',
    text: 'It is what schools install.',
    href: () => routes.newApp(),
  },
  installed: {
    label: 'Install it in a school',
    text: 'Sandbox schools come filled; you consent in their name.',
    href: ofApp((app) => routes.app(app, 'installations')),
  },
  tried: {
    label: 'Make a first call',
    text: 'Ask whoami from the console: it needs no token.',
    href: () => trying('whoami'),
  },
  called: {
    label: 'Call from your own program',
    text: 'With the installation’s token, as your app will.',
    href: () => routes.docs('partners/first-call'),
  },
  wrote: {
    label: 'Create a student',
    text: 'A write causes an event, as it would in production.',
    href: () => trying('createStudent'),
  },
  endpoint: {
    label: 'Add a webhook endpoint',
    text: 'Your own, or the built-in request bin.',
    href: ofApp((app) => routes.app(app, 'webhooks')),
  },
  delivered: {
    label: 'Receive a delivery',
    text: 'See the signed request and what your endpoint answered.',
    href: ofApp((app) => routes.app(app, 'deliveries')),
  },
  verified: {
    label: 'Verify a signature',
    text: 'Paste what your receiver got; the page says whether it is right, and if not, why.',
    href: ofApp((app) => routes.verifyHelp(app)),
  },
  rotated: {
    label: 'Rotate a token',
    text: 'Both tokens work meanwhile, so nothing stops.',
    href: ofApp((app) => routes.app(app, 'tokens')),
  },
};

type ChecklistProps = { appId: AppId | null; done: Milestones };

/** From the first call to the first verified webhook; each step ticks itself when it has happened. */
export function Checklist({ appId, done }: ChecklistProps) {
  const count = milestones.filter((name) => done[name]).length;
  if (count === milestones.length) return null;
  const next = milestones.find((name) => !done[name]);
  return (
    <Card
      title="First steps"
      actions={
        <span className="text-xs text-muted tabular-nums">
          {count} of {milestones.length}
        </span>
      }
    >
      <ol className="grid gap-2.5">
        {milestones.map((name) => (
          <StepLine
            key={name}
            step={steps[name]}
            href={steps[name].href(appId)}
            isDone={done[name]}
            isNext={name === next}
          />
        ))}
      </ol>
    </Card>
  );
}

type StepLineProps = { step: Step; href: string; isDone: boolean; isNext: boolean };

function StepLine({ step: { label, text }, href, isDone, isNext }: StepLineProps) {
  const Icon = isDone ? CircleCheck : CircleDashed;
  return (
    <li className="flex gap-3" aria-current={isNext ? 'step' : undefined}>
      <Icon
        className={cx('mt-0.5 size-4.5 shrink-0', isDone ? 'text-good' : 'text-faint')}
        aria-hidden="true"
      />
      <p className="min-w-0 text-sm leading-6">
        <a href={href} className={cx('hover:text-accent', isDone ? 'text-muted' : 'font-medium')}>
          {label}
        </a>
        <span className="sr-only">{isDone ? ' (done)' : ' (to do)'}</span>
        {isDone ? null : <span className="block text-muted">{text}</span>}
      </p>
    </li>
  );
}
