'use client';
import { CircleAlert, CircleCheckBig, Info, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { HomeTask } from '#lib/domain/home/schemas.ts';
import { cx } from '#lib/std/cx.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { portalFetch, refusalText } from '../portal-fetch.ts';
import { Refusal } from '../refusal.tsx';
import { keyOf, type TaskWords, wordsOf } from './task-words.tsx';

const marks = {
  bad: { icon: CircleAlert, className: 'text-bad' },
  warn: { icon: TriangleAlert, className: 'text-warn' },
  info: { icon: Info, className: 'text-accent' },
} as const;

/** More than these would push everything else from the page. */
const shownAtOnce = 6;

type TasksListProps = { tasks: readonly HomeTask[]; canDismiss: boolean };

/** What needs a hand today, each with its next step. */
export function TasksList({ tasks, canDismiss }: TasksListProps) {
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const dismiss = async (key: string, { url, method }: NonNullable<TaskWords['dismiss']>) => {
    await portalFetch(url, { method, body: method === 'POST' ? {} : undefined });
    setGone((before) => new Set([...before, key]));
  };
  const shown = tasks.filter((task) => !gone.has(keyOf(task)));
  if (shown.length === 0) return <Quiet />;
  const list = (some: readonly HomeTask[]) => (
    <ul className="divide-y divide-line rounded-lg border border-line bg-raised">
      {some.map((task) => (
        <TaskLine
          key={keyOf(task)}
          task={task}
          onDismiss={canDismiss ? (way) => dismiss(keyOf(task), way) : undefined}
        />
      ))}
    </ul>
  );
  if (shown.length <= shownAtOnce) return list(shown);
  const rest = shown.slice(shownAtOnce - 1);
  return (
    <div className="grid grid-cols-1 gap-2">
      {list(shown.slice(0, shownAtOnce - 1))}
      <Disclosure summary={`${rest.length} more`}>{list(rest)}</Disclosure>
    </div>
  );
}

type TaskLineProps = {
  task: HomeTask;
  onDismiss: ((way: NonNullable<TaskWords['dismiss']>) => Promise<void>) | undefined;
};

function TaskLine({ task, onDismiss }: TaskLineProps) {
  const { tone, title, text, action, dismiss } = wordsOf(task);
  const { icon: Icon, className } = marks[tone];
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <Icon className={cx('mt-0.5 size-4.5 shrink-0', className)} aria-hidden="true" />
      <p className="min-w-0 flex-1 basis-64 text-sm leading-6">
        <span className="font-medium">{title}</span>
        <span className="text-faint"> · </span>
        <bdi className="text-muted">{task.appName}</bdi>
        <span className="block text-muted">{text}</span>
      </p>
      <span className="flex gap-2 max-sm:pl-8.5">
        <LinkButton size="sm" href={action.href}>
          {action.label}
        </LinkButton>
        {dismiss && onDismiss ? (
          <Button
            size="sm"
            variant="ghost"
            data-needs-js=""
            onClick={() => void onDismiss(dismiss).catch((error) => setProblem(refusalText(error)))}
          >
            Dismiss
          </Button>
        ) : null}
      </span>
      <span className="basis-full pl-8.5 empty:hidden has-[:empty]:hidden">
        <Refusal text={problem} />
      </span>
    </li>
  );
}

function Quiet() {
  return (
    <div className="flex items-center gap-3 rounded-lg border border-line bg-raised px-4 py-4 text-sm">
      <CircleCheckBig className="size-5 shrink-0 text-good" aria-hidden="true" />
      <p>
        <span className="font-medium">Nothing needs a hand.</span>{' '}
        <span className="text-muted">
          Failing endpoints, tokens that end and calls that lack a scope appear here.
        </span>
      </p>
    </div>
  );
}
