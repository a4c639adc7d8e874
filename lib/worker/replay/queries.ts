import type pg from 'pg';
import type { ReplaySelection } from '../../db/schema/recovery.ts';
import type { AppId, ReplayJobId } from '../../std/ids.ts';

type Job = {
  id: ReplayJobId;
  app_id: AppId;
  selection: ReplaySelection;
  per_second: number;
  cursor_id: string | null;
  until_id: string;
  created_at: Date;
};

const takeJob = `
select id, app_id, selection, per_second, cursor_id, until_id, created_at from replay_jobs
where status = 'running' and next_step_at <= $1
order by next_step_at limit 1 for update skip locked`;

const isDisabled = `
select 1 from webhook_endpoints where id = $1 and (not enabled or deleted_at is not null)`;

const pauseJob = `update replay_jobs set status = 'paused', reason = 'endpoint_disabled' where id = $1`;

// What has succeeded since the job began is no longer in a chosen state, or finished after its beginning.
const queueSome = `
with chosen as (
  select d.id from deliveries d
  join webhook_endpoints e on e.id = d.endpoint_id
  join events v on v.id = d.event_id
  where d.app_id = $1 and d.status = any($2)
    and d.id > $3 and d.id <= $4
    and ($5::text is null or d.endpoint_id = $5)
    and ($6::text is null or d.event_type = $6)
    and ($7::timestamptz is null or d.created_at >= $7)
    and ($8::uuid[] is null or d.id = any($8))
    and (d.status <> 'delivered' or d.finished_at <= $9)
    and e.enabled and e.deleted_at is null and e.kind = 'http' and v.body <> ''
  order by d.id limit $10
), moved as (
  update deliveries d set
    status = case when d.attempt_count = 0 then 'pending' else 'retrying' end,
    next_attempt_at = $11, next_trigger = 'replay', uncounted_attempts = d.attempt_count,
    finished_at = null, replay_job_id = $12
  from chosen where chosen.id = d.id and d.status = any($2)
  returning d.id
)
select (select count(*)::int from chosen) as looked, (select count(*)::int from moved) as moved,
       (select id from chosen order by id desc limit 1) as last`;

const advance = `
update replay_jobs set queued = queued + $2, cursor_id = coalesce($3, cursor_id),
  next_step_at = $4::timestamptz + interval '1 second',
  status = case when $5 then 'done' else status end,
  finished_at = case when $5 then $4::timestamptz end
where id = $1`;

const beforeAll = '00000000-0000-0000-0000-000000000000';

async function step(db: pg.ClientBase, job: Job, now: Date): Promise<number> {
  const { selection } = job;
  if (selection.endpointId !== undefined) {
    const { rowCount } = await db.query(isDisabled, [selection.endpointId]);
    if (rowCount) {
      await db.query(pauseJob, [job.id]);
      return 0;
    }
  }
  const { rows } = await db.query<{ looked: number; moved: number; last: string | null }>(
    queueSome,
    [
      job.app_id,
      selection.statuses,
      job.cursor_id ?? beforeAll,
      job.until_id,
      selection.endpointId ?? null,
      selection.eventType ?? null,
      selection.since ?? null,
      selection.ids ?? null,
      job.created_at,
      job.per_second,
      now,
      job.id,
    ],
  );
  const { looked = 0, moved = 0, last = null } = rows[0] ?? {};
  await db.query(advance, [job.id, moved, last, now, looked < job.per_second]);
  return moved;
}

/**
 * One step of the replay that is due longest: a second's worth of deliveries goes back in the queue. Answers how many;
 * null: no replay is due. Safe in several processes.
 */
export async function stepReplay(pool: pg.Pool, now: Date): Promise<number | null> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const { rows } = await client.query<Job>(takeJob, [now]);
    const moved = rows[0] ? await step(client, rows[0], now) : null;
    await client.query('commit');
    return moved;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}
