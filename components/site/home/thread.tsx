import type { ReactNode } from 'react';
import { routes } from '#lib/routes.ts';
import { Badge } from '../../ui/badge.tsx';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';

type Step = { name: string; text: string; record: ReactNode };

const steps: readonly Step[] = [
  {
    name: 'Request',
    text: 'Sent from the console of an operation page, or from your code. The token stays on the server.',
    record: (
      <>
        <MethodBadge method="POST" />
        <code>/education/students</code>
      </>
    ),
  },
  {
    name: 'Log',
    text: 'Its entry: operation, status, time, scope, idempotency, rate limit.',
    record: (
      <>
        <StatusBadge status={201} />
        <code>createStudent</code>
        <span>38 ms</span>
      </>
    ),
  },
  {
    name: 'Event',
    text: 'Written in the same transaction as the student: both exist, or neither.',
    record: <code>education.students.created</code>,
  },
  {
    name: 'Delivery',
    text: 'Signed and sent to your endpoint. Each attempt keeps its exact request and your answer.',
    record: (
      <>
        <StatusBadge status={503} />
        <span>attempt 1</span>
        <Badge tone="warn">again in 30 s</Badge>
      </>
    ),
  },
  {
    name: 'Replay',
    text: 'Your server is well again: bring back what failed. What has succeeded since is skipped.',
    record: (
      <>
        <StatusBadge status={200} />
        <span>attempt 2</span>
        <Badge tone="good">delivered</Badge>
      </>
    ),
  },
];

/** The thread of the product, one step after the other. */
export function Thread() {
  return (
    <section aria-labelledby="thread" className="border-t border-line py-16">
      <h2 id="thread" className="text-2xl font-semibold">
        One request, five places, all linked
      </h2>
      <p className="mt-2 max-w-2xl leading-7 text-muted">
        A student is created. Here is everything that follows from it, as the portal shows it to
        you;{' '}
        <a
          href={routes.operation('partners', 'createStudent')}
          className="text-accent underline decoration-accent-line underline-offset-4"
        >
          try it yourself
        </a>
        .
      </p>
      <ol className="mt-10 grid gap-x-5 lg:grid-cols-5">
        {steps.map((step, index) => (
          <li
            key={step.name}
            className="relative border-l border-line pb-8 pl-6 lg:flex lg:flex-col last:pb-0 lg:border-t lg:border-l-0 lg:pt-6 lg:pb-0 lg:pl-0"
          >
            <span
              aria-hidden="true"
              className="absolute top-1.5 -left-[5px] size-[9px] rounded-full border-2 border-accent bg-bg lg:-top-[5px] lg:left-0"
            />
            <p className="font-semibold">
              <span className="sr-only">Step {index + 1}: </span>
              {step.name}
            </p>
            <p className="mt-1 text-sm leading-6 text-muted">{step.text}</p>
            <p className="mt-auto flex min-h-7 pt-3 flex-wrap items-center gap-2 text-xs text-muted [&_code]:font-mono [&_code]:text-fg [&_code]:wrap-anywhere">
              {step.record}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
