'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReplayJobView } from '#lib/domain/replays/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { portalFetch, refusalText } from '../portal-fetch.ts';
import { Refusal } from '../refusal.tsx';
import { useSingle } from '../use-single.ts';

const tones: Record<ReplayJobView['status'], Tone> = {
  running: 'accent',
  paused: 'warn',
  done: 'good',
  cancelled: 'neutral',
};
const everyMs = 1000;
const idleEveryMs = 15_000;
const moves = (job: ReplayJobView) => job.status === 'running' || job.waiting > 0;

type ReplayJobsProps = {
  app: AppId;
  /** Only replays of this endpoint. */
  endpointId?: string;
  /** Viewers only look. */
  mayChange: boolean;
};

/** Replays that run, wait, or ended today, with their progress. */
export function ReplayJobs({ app, endpointId, mayChange }: ReplayJobsProps) {
  const { data = [] } = useQuery({
    queryKey: ['replays', app],
    queryFn: ({ signal }) =>
      portalFetch<ReplayJobView[]>(routes.appData(app, 'replays'), { signal }),
    refetchInterval: (query) => (query.state.data?.some(moves) ? everyMs : idleEveryMs),
  });
  const shown = data
    .filter((job) => endpointId === undefined || job.selection.endpointId === endpointId)
    .filter((job, index) => job.finishedAt === null || index === 0 || moves(job))
    .slice(0, 4);
  if (shown.length === 0) return null;
  return (
    <section aria-label="Replays" className="grid grid-cols-1 gap-2">
      {shown.map((job) => (
        <Job key={job.id} app={app} job={job} mayChange={mayChange} />
      ))}
    </section>
  );
}

function whatOf({ selection, endpointUrl, total }: ReplayJobView): string {
  const kinds = selection.statuses.includes('delivered')
    ? ''
    : ` ${selection.statuses.join(' and ')}`;
  const event = selection.eventType ? ` of ${selection.eventType}` : '';
  const to = endpointUrl ? ` to ${endpointUrl.replace(/^https?:\/\//, '')}` : '';
  return `${total}${kinds} ${total === 1 ? 'delivery' : 'deliveries'}${event}${to}`;
}

function outcomeOf(job: ReplayJobView): string {
  const parts = [`${job.queued} of ${job.total} queued`, `${job.delivered} delivered`];
  if (job.waiting > 0) parts.push(`${job.waiting} under way`);
  if (job.failed > 0) parts.push(`${job.failed} failed again`);
  if (job.skipped > 0) parts.push(`${job.skipped} skipped`);
  return parts.join(' · ');
}

type JobProps = { app: AppId; job: ReplayJobView; mayChange: boolean };

function Job({ app, job, mayChange }: JobProps) {
  const open = job.status === 'running' || job.status === 'paused';
  const done = job.status === 'done' ? job.total : job.queued;
  return (
    <div className="grid gap-2 rounded-lg border border-line bg-raised px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Badge tone={tones[job.status]}>{job.status}</Badge>
        <span className="min-w-0 font-medium break-all">Replay of {whatOf(job)}</span>
        <span className="text-faint">
          <RelativeTime at={job.createdAt} />
        </span>
        {open && mayChange ? <JobActions app={app} job={job} /> : null}
      </div>
      <progress
        className="h-1.5 w-full overflow-hidden rounded-full accent-(--accent)"
        max={Math.max(1, job.total)}
        value={done}
        aria-label={`Progress of the replay of ${whatOf(job)}`}
      />
      <p className="text-muted" aria-live="polite">
        {outcomeOf(job)}
        {job.reason === 'endpoint_disabled'
          ? '. Paused, because the endpoint is disabled: enable it, then resume.'
          : null}
      </p>
    </div>
  );
}

function JobActions({ app, job }: { app: AppId; job: ReplayJobView }) {
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: (action: 'pause' | 'resume' | 'cancel') =>
      portalFetch(routes.appData(app, 'replays', job.id), { method: 'POST', body: { action } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['replays', app] }),
  });
  const once = useSingle(act.mutateAsync);
  // Cancelling is asked about in a dialog, which says itself why it did not work.
  const problem = act.error && act.variables !== 'cancel' ? refusalText(act.error) : null;
  const press = (action: 'pause' | 'resume') => void once(action).catch(() => undefined);
  return (
    <span className="ml-auto flex flex-wrap items-center gap-2" data-needs-js="">
      <Refusal text={problem} />
      {job.status === 'running' ? (
        <Button size="sm" busy={act.isPending} onClick={() => press('pause')}>
          Pause
        </Button>
      ) : (
        <Button size="sm" busy={act.isPending} onClick={() => press('resume')}>
          Resume
        </Button>
      )}
      <ConfirmDialog
        trigger={<Button size="sm">Cancel</Button>}
        title="Cancel this replay?"
        action="Cancel the replay"
        onConfirm={() => once('cancel')}
      >
        {job.total - job.queued} deliveries stay as they are. What is queued already is still sent.
      </ConfirmDialog>
    </span>
  );
}
