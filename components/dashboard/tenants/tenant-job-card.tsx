'use client';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { TenantJob } from '#lib/domain/tenants/jobs/get-tenant-job.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Callout } from '../../ui/callout.tsx';
import { LiveProvider } from '../live-provider.tsx';
import { portalFetch } from '../portal-fetch.ts';

type TenantJobCardProps = { app: AppId; first: TenantJob };

const everyMs = 400;
/** A job moves twice a second; on a machine that is busy it may take longer. */
const silentAfterMs = 5000;

/** How far the filling of a school is; when it ends the page comes again with what it made. */
export function TenantJobCard(props: TenantJobCardProps) {
  return (
    <LiveProvider>
      <JobState {...props} />
    </LiveProvider>
  );
}

function JobState({ app, first }: TenantJobCardProps) {
  const { data: job = first } = useQuery({
    queryKey: ['tenant-job', app, first.id],
    queryFn: ({ signal }) =>
      portalFetch<TenantJob>(routes.appData(app, 'tenants', 'jobs', first.id), { signal }),
    initialData: first,
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? everyMs : false),
  });
  const isOver = first.status === 'running' && job.status !== 'running';
  useEffect(() => {
    if (isOver) window.location.reload();
  }, [isOver]);
  const name = <bdi className="font-medium">{job.tenantName}</bdi>;
  switch (job.status) {
    case 'running':
      return <Running job={job} />;
    case 'done':
      return (
        <Callout tone="good" title={job.kind === 'create' ? 'School created' : 'School reset'}>
          {name} holds {job.total.toLocaleString('en')} new records.
        </Callout>
      );
    case 'failed':
      return (
        <Callout
          tone="bad"
          title={job.kind === 'create' ? 'The school was not created' : 'The school was not reset'}
        >
          {name}: {job.problem}
        </Callout>
      );
  }
}

function Running({ job }: { job: TenantJob }) {
  const { done, total } = job;
  const doing = job.kind === 'create' ? 'Creating' : 'Resetting';
  const count = (number: number) => number.toLocaleString('en');
  return (
    <div className="grid gap-2 rounded-lg border border-line bg-raised px-4 py-3 text-sm">
      <p className="font-semibold">
        {doing} <bdi>{job.tenantName}</bdi>
      </p>
      <progress
        className="h-2 w-full appearance-none overflow-hidden rounded-full bg-hover [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-hover [&::-webkit-progress-value]:bg-accent"
        aria-label={`${doing} ${job.tenantName}`}
        max={total || undefined}
        value={total > 0 ? done : undefined}
      />
      <p className="text-muted tabular-nums" aria-live="polite">
        {total > 0 ? `${count(done)} of ${count(total)} records` : 'Starting…'}
      </p>
      {job.silentMs > silentAfterMs ? (
        <p role="status" className="text-warn">
          It has not moved for some seconds. If the portal was stopped meanwhile, it will not go on:
          after a minute without a move it is given up, nothing is changed, and you can start it
          again.
        </p>
      ) : null}
    </div>
  );
}
