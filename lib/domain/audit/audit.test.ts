import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { MemberRole } from '#lib/db/schema/identity.ts';
import { exportAudit, listAudit, verifyAudit } from '#lib/domain/audit/read-audit.ts';
import { changeOf, recordAudit } from '#lib/domain/audit/record.ts';
import { auditFilter } from '#lib/domain/audit/schemas.ts';
import { inTransaction } from '#lib/domain/transaction.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../../test/support/partner.ts';

let clock = fixedClock(new Date('2026-04-26T07:30:15Z'));
let database: TestDatabase;
let partner: TestPartner;
let stranger: TestPartner;
let words = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  clock = fixedClock(new Date('2026-04-26T07:30:15Z'));
  partner = await makePartner(database.db, `masar${++words}`, { clock });
  stranger = await makePartner(database.db, `madar${words}`, { clock });
});

const act = (subject: string, details = {}) =>
  recordAudit(
    { ...partner.ctx, clientAddress: '198.51.100.4' },
    {
      orgId: partner.orgId,
      action: 'app.renamed',
      subject,
      details,
    },
  );
const textOf = async (pieces: AsyncIterable<string>) => {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
};

/** Changes rows as somebody would who owns the database and switches the triggers off. */
async function tamper(statement: string, values: unknown[]) {
  const client = await database.db.$client.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query(statement, values);
    await client.query('set session_replication_role = origin');
  } finally {
    client.release();
  }
}

it('chains what many transactions write at once, without a gap', async () => {
  const { checked: before } = await verifyAudit(partner.ctx);
  await Promise.all(Array.from({ length: 20 }, (_, i) => act(`app_${i}`)));
  expect(await verifyAudit(partner.ctx)).toMatchObject({
    intact: true,
    checked: before + 20,
    brokenAt: null,
    head: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

it('keeps no entry of an act that did not happen', async () => {
  const { checked } = await verifyAudit(partner.ctx);
  const failed = inTransaction(partner.ctx, async (ctx) => {
    await recordAudit(ctx, { orgId: partner.orgId, action: 'app.renamed', subject: 'app_x' });
    throw new Error('it did not happen');
  });
  await expect(failed).rejects.toThrow('it did not happen');
  expect(await verifyAudit(partner.ctx)).toMatchObject({ intact: true, checked });
});

it.each(['audit_entries', 'audit_links'])(
  'refuses to change or delete rows of %s',
  async (table) => {
    const column = table === 'audit_entries' ? 'actor' : 'chain';
    for (const statement of [
      `update ${table} set ${column} = 'x'`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ]) {
      await expect(database.db.$client.query(statement)).rejects.toThrow('append-only');
    }
  },
);

it('finds an entry that was changed, one that was taken out, and one that was put in', async () => {
  for (const subject of ['app_1', 'app_2', 'app_3']) await act(subject);
  const { rows } = await listAudit(partner.ctx, { action: 'app.renamed' });
  const [last, middle] = rows;
  const update = 'update audit_entries set actor = $2 where id = $1';
  await tamper(update, [middle?.id, 'operator']);
  expect(await verifyAudit(partner.ctx)).toMatchObject({
    intact: false,
    brokenAt: middle?.position,
  });
  await tamper(update, [middle?.id, middle?.actor]);
  expect(await verifyAudit(partner.ctx)).toMatchObject({ intact: true });
  expect(await verifyAudit(stranger.ctx)).toMatchObject({ intact: true });

  await tamper('delete from audit_links where entry_id = $1', [last?.id]);
  expect(await verifyAudit(partner.ctx)).toMatchObject({ intact: false, unlinked: 1 });
  await tamper('delete from audit_entries where id = $1', [middle?.id]);
  expect(await verifyAudit(partner.ctx)).toMatchObject({ brokenAt: middle?.position });
  await tamper('delete from audit_links where entry_id = $1', [middle?.id]);
  await act('app_4');
  expect(await verifyAudit(partner.ctx)).toMatchObject({ intact: false });
});

it('names the first entry that does not fit, as far as it is there', async () => {
  for (const subject of ['app_1', 'app_2', 'app_3']) await act(subject);
  const { rows } = await listAudit(partner.ctx, { action: 'app.renamed' });
  const [last, middle] = rows;
  for (const row of [last, middle]) {
    await tamper(`update audit_entries set subject = 'app_other' where id = $1`, [row?.id]);
  }
  expect(await verifyAudit(partner.ctx)).toMatchObject({
    brokenAt: middle?.position,
    broken: { id: middle?.id, action: 'app.renamed', subject: 'app_other' },
  });
  await tamper('delete from audit_entries where id = $1', [middle?.id]);
  expect(await verifyAudit(partner.ctx)).toMatchObject({
    brokenAt: middle?.position,
    broken: null,
  });
});

it('is narrowed by who, what, to whom and when, and the export with it', async () => {
  await act('app_one');
  clock.advance(3_600_000);
  await act('app_two');
  const mine = `user:${partner.userId}`;
  const subjects = async (given: Record<string, string>) =>
    (await listAudit(partner.ctx, auditFilter.parse(given))).rows.map(({ subject }) => subject);
  const renamed = { action: 'app.renamed' };
  expect(await subjects({ ...renamed, actor: mine })).toEqual(['app_two', 'app_one']);
  expect(await subjects({ ...renamed, actor: 'operator' })).toEqual([]);
  expect(await subjects({ target: 'APP_T' })).toEqual(['app_two']);
  expect(await subjects({ target: '%_' })).toEqual([]);
  expect(await subjects({ ...renamed, since: '30m' })).toEqual(['app_two']);
  expect(await subjects({ ...renamed, until: '30m' })).toEqual(['app_one']);
  expect(await subjects({ actor: '\u0000', since: 'soon', before: '-1' })).toEqual([]);
  expect((await listAudit(partner.ctx, {})).actors).toEqual(
    expect.arrayContaining([
      { actor: mine, name: 'Layla Al-Qahtani', email: partner.email },
      { actor: 'operator', name: null, email: null },
    ]),
  );
  const text = await textOf(exportAudit(partner.ctx, 'ndjson', { target: 'app_two' }));
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).subject),
  ).toEqual(['app_two']);
});

it('keeps of a change only what differs', () => {
  const before = { url: 'https://a.example', events: ['a', 'b'], description: 'x' };
  expect(changeOf(before, { url: 'https://b.example', events: ['a', 'b'], note: null })).toEqual({
    before: { url: 'https://a.example', note: null },
    after: { url: 'https://b.example', note: null },
  });
});

it('says who did what from where, page by page, of this organization only', async () => {
  for (let i = 0; i < 60; i++) await act(`app_${i}`);
  const first = await listAudit(partner.ctx, {});
  expect(first.rows[0]).toMatchObject({
    actorName: 'Layla Al-Qahtani',
    actorEmail: partner.email,
    action: 'app.renamed',
    subject: 'app_59',
    clientAddress: '198.51.100.4',
  });
  expect(first.rows).toHaveLength(50);
  const second = await listAudit(partner.ctx, { before: first.next ?? undefined });
  expect(second.next).toBeNull();
  const seen = [...first.rows, ...second.rows].map(({ id }) => id);
  expect(new Set(seen).size).toBe(seen.length);
  const theirs = await listAudit(stranger.ctx, {});
  expect(theirs.rows.filter(({ id }) => seen.includes(id))).toEqual([]);
});

it('exports everything, oldest first; CSV runs in no spreadsheet', async () => {
  await act('=HYPERLINK("https://evil.example")', { name: '@sum(A1), نورة' });
  const csv = await textOf(exportAudit(partner.ctx, 'csv'));
  expect(csv.split('\r\n')[0]).toBe(
    'position,at,actor,actor_name,actor_email,action,subject,client_address,details,hash',
  );
  expect(csv).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
  const lines = (await textOf(exportAudit(partner.ctx, 'ndjson'))).trim().split('\n');
  const { checked, head } = await verifyAudit(partner.ctx);
  expect(lines).toHaveLength(checked);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    position: checked,
    hash: head,
    details: { name: '@sum(A1), نورة' },
  });
});

it.each(['developer', 'viewer'] as MemberRole[])('is not for a %s', async (role) => {
  const ctx = { ...partner.ctx, actor: { ...partner.ctx.actor, role } };
  const forbidden = expect.objectContaining({ code: 'forbidden' });
  await expect(listAudit(ctx, {})).rejects.toEqual(forbidden);
  await expect(verifyAudit(ctx)).rejects.toEqual(forbidden);
  expect(() => exportAudit(ctx, 'csv')).toThrow(forbidden);
});
