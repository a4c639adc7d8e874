import type { Id } from '../../std/ids.ts';
import type { Queryable } from '../queries.ts';

export type DueMail = { id: Id<'mai'>; sealed: Buffer; attempts: number };

// The lease is the time of the next attempt: a worker that dies while sending loses nothing, it is only sent later.
const claim = `
update mails set attempts = attempts + 1, next_attempt_at = $2
where id = (
  select id from mails where next_attempt_at <= $1 order by next_attempt_at limit 1 for update skip locked)
returning id, sealed, attempts`;

/** Takes one due mail and makes it due again at `leaseUntil`. Safe in several processes. */
export async function claimMail(db: Queryable, now: Date, leaseUntil: Date) {
  const { rows } = await db.query<DueMail>(claim, [now, leaseUntil]);
  return rows[0] ?? null;
}

export async function retryMailAt(db: Queryable, { id, attempts }: DueMail, at: Date) {
  const text = 'update mails set next_attempt_at = $3 where id = $1 and attempts = $2';
  await db.query(text, [id, attempts, at]);
}

export async function deleteMail(db: Queryable, id: Id<'mai'>): Promise<void> {
  await db.query('delete from mails where id = $1', [id]);
}
