import type pg from 'pg';
import { newId } from '../../std/ids.ts';
import { insertNotices } from '../notices/queries.ts';
import { type EndpointHealth, type HealthChange, healthAfter } from './health.ts';
import type { AttemptResult } from './queries.ts';

const lockEndpoints = `
select id, org_id, app_id, kind, enabled, disabled_reason, failing_since, consecutive_failures,
  recent_outcomes
from webhook_endpoints where id = any($1) and deleted_at is null order by id for no key update`;

const saveHealth = `
update webhook_endpoints e set failing_since = h.failing_since,
  consecutive_failures = h.consecutive_failures, recent_outcomes = h.recent_outcomes
from jsonb_to_recordset($1::jsonb) as h(id text, failing_since timestamptz,
  consecutive_failures int, recent_outcomes text)
where e.id = h.id`;

/** An endpoint that was disabled for failing is tried again after this long, and again after each failed try. */
export const probeAfterMs = 3_600_000;

const disableEndpoint = `
update webhook_endpoints set enabled = false, disabled_reason = $2, disabled_at = $3, probe_at = $4
where id = $1`;

const holdWaiting = `
update deliveries set status = 'held', next_attempt_at = null
where endpoint_id = $1 and status in ('pending', 'retrying')`;

const enableEndpoint = `
update webhook_endpoints set enabled = true, disabled_reason = null, disabled_at = null,
  probe_id = null, probe_at = null
where id = $1`;

const endProbe = `update webhook_endpoints set probe_id = null, probe_at = $2 where id = $1`;

const audit = `
insert into audit_entries (id, org_id, actor, action, subject, details, created_at)
values ($1, $2, 'system', $3, $4, $5, $6)`;

async function apply(
  db: pg.ClientBase,
  endpoint: EndpointHealth,
  change: HealthChange,
  at: Date,
): Promise<void> {
  const note = (action: string, details: object) =>
    db.query(audit, [
      newId('aud', at.getTime()),
      endpoint.org_id,
      action,
      endpoint.id,
      details,
      at,
    ]);
  const probeAt = new Date(at.getTime() + probeAfterMs);
  if (change.disable !== null) {
    const next = change.disable === 'failing' ? probeAt : null;
    await db.query(disableEndpoint, [endpoint.id, change.disable, at, next]);
    await db.query(holdWaiting, [endpoint.id]);
    await note('webhook_endpoint.disabled', { reason: change.disable });
  }
  if (change.enable) {
    await db.query(enableEndpoint, [endpoint.id]);
    await note('webhook_endpoint.enabled', { reason: 'recovered' });
  }
  if (change.probeFailed) await db.query(endProbe, [endpoint.id, probeAt]);
  const details = {
    reason: change.disable,
    failures: Math.max(change.consecutive_failures, endpoint.consecutive_failures),
  };
  await insertNotices(db, endpoint, change.notices, details, at);
}

/** Brings the health of the results' endpoints up to date, in the transaction that records the results. */
export async function updateHealth(
  db: pg.ClientBase,
  results: readonly AttemptResult[],
): Promise<void> {
  const ids = [...new Set(results.map(({ endpointId }) => endpointId))];
  const { rows } = await db.query<EndpointHealth>(lockEndpoints, [ids]);
  const changes = rows.map((endpoint) => {
    const own = results.filter(({ endpointId }) => endpointId === endpoint.id);
    const outcomes = own.map(({ status, disablesEndpoint, endedAt }) => ({
      succeeded: status === 'delivered',
      gone: disablesEndpoint,
      endedAt,
    }));
    const at = own.at(-1)?.endedAt ?? new Date(0);
    return { endpoint, at, change: healthAfter(endpoint, outcomes) };
  });
  const saved = changes.map(({ endpoint, change }) => ({
    id: endpoint.id,
    failing_since: change.failing_since,
    consecutive_failures: change.consecutive_failures,
    recent_outcomes: change.recent_outcomes,
  }));
  await db.query(saveHealth, [JSON.stringify(saved)]);
  for (const { endpoint, change, at } of changes) {
    const { disable, enable, probeFailed, notices } = change;
    if (disable || enable || probeFailed || notices.length > 0) {
      await apply(db, endpoint, change, at);
    }
  }
}
