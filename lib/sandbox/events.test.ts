import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installations } from '#lib/db/schema/apps.ts';
import { deliveries, events, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { createApp } from '#lib/domain/apps/create-app.ts';
import type { EventType } from '#lib/domain/events/catalog.ts';
import { emitEvent } from '#lib/domain/events/emit.ts';
import { installApp } from '#lib/domain/installations/install-app.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { type AppId, isUuid, newId } from '#lib/std/ids.ts';
import { onDeliveriesWake } from '#lib/std/wakeup.ts';
import { validatorAt } from '../../test/sandbox/document.ts';
import {
  call,
  createSchool,
  guardianBody,
  openSandbox,
  placeIn,
  type School,
  studentBody,
  type TestSandbox,
} from '../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

let database: TestDatabase;
let sandbox: TestSandbox;
let school: School;
let place: Awaited<ReturnType<typeof placeIn>>;
const clock = fixedClock(new Date('2026-04-26T07:30:15.987Z'));

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openSandbox(database.db, clock);
  school = await createSchool(database.db, { clock });
  place = await placeIn(sandbox, school);
});
afterAll(async () => {
  await sandbox.close();
  expect(sandbox.errors).toEqual([]);
  await database.drop();
});

const endpoint = async (
  appId: AppId,
  subscribed: EventType[],
  more: Partial<typeof webhookEndpoints.$inferInsert> = {},
) => {
  const id = newId('whe');
  await database.db.insert(webhookEndpoints).values({
    id,
    orgId: school.orgId,
    appId,
    environment: 'sandbox',
    url: 'https://hooks.example.com/okta',
    events: subscribed,
    createdAt: clock.now(),
    ...more,
  });
  return id;
};
const post = (path: string, body: unknown, method = 'POST') =>
  call(sandbox, method, path, { token: school.token, body });
const eventsOf = (requestId: string | null) =>
  database.db
    .select()
    .from(events)
    .where(eq(events.requestId, (requestId ?? '') as `req_${string}`));

describe('every write fires its event in its transaction', () => {
  const cases: [EventType, () => Promise<Awaited<ReturnType<typeof call>>>, string][] = [
    [
      'education.students.created',
      () => post('/education/students', studentBody(place)),
      'student',
    ],
    [
      'education.students.updated',
      async () => {
        const { json } = await post('/education/students', studentBody(place));
        const { id } = json.data as { id: number };
        return post(`/education/students/${id}`, { full_name: 'Omar Khalid' }, 'PATCH');
      },
      'student',
    ],
    ['education.guardians.created', () => post('/education/guardians', guardianBody()), 'guardian'],
    [
      'education.guardians.updated',
      async () => {
        const { json } = await post('/education/guardians', guardianBody());
        const { id } = json.data as { id: number };
        return post(`/education/guardians/${id}`, { relation: 'other' }, 'PATCH');
      },
      'guardian',
    ],
    ['education.subjects.created', () => post('/education/subjects', { name: 'Drama' }), 'subject'],
    [
      'employees.directory.created',
      () => post('/employees/directory', { full_name: 'فهد ناصر', job_title: 'مرشد طلابي' }),
      'employee',
    ],
    [
      'notifications.message.queued',
      () => post('/notifications/send', { to: '+966501234567', message: 'Hello' }),
      'message',
    ],
  ];
  for (const [type, act, resource] of cases) {
    it(type, async () => {
      const answer = await act();
      const [event, ...more] = await eventsOf(answer.headers.get('x-request-id'));
      expect(more).toEqual([]);
      expect(event?.type).toBe(type);
      expect(event?.tenantId).toBe(school.tenantId);
      const body = JSON.parse(event?.body ?? '');
      expect(Object.keys(body)).toEqual(['id', 'event', 'tenant_id', 'created_at', 'data']);
      expect(body.created_at).toBe('2026-04-26T10:30:15+03:00');
      expect(body.data).toEqual({ [resource]: answer.json.data });
      const where = `/webhooks/${type}/post/requestBody/content/application~1json/schema`;
      const validate = validatorAt(where);
      expect([validate(body), validate.errors]).toEqual([true, null]);
    });
  }

  it('reports.builder.completed, without the rows', async () => {
    const { json, headers } = await post('/reports/builder/students_by_grade/run', {});
    const [event] = await eventsOf(headers.get('x-request-id'));
    const { rows, generated_at } = json.data as { rows: unknown[]; generated_at: string };
    expect(JSON.parse(event?.body ?? '').data).toEqual({
      report: { key: 'students_by_grade', rows_count: rows.length, generated_at },
    });
  });
});

it('what is refused, replayed or there already fires nothing', async () => {
  const count = () => database.db.$count(events, eq(events.tenantId, school.tenantId));
  const body = { full_name: 'Reem Ali', job_title: 'Nurse', email: 'reem@example.com' };
  const { token } = school;
  await call(sandbox, 'POST', '/employees/directory', { token, key: 'once', body });
  const before = await count();
  await call(sandbox, 'POST', '/employees/directory', { token, key: 'once', body });
  await post('/employees/directory', body);
  await post('/education/students', { ...studentBody(place), grade_id: 999_999 });
  expect(await count()).toBe(before);
});

describe('a delivery is made for each endpoint that', () => {
  const receivers = async (type: EventType = 'education.students.created') => {
    const { headers } = await post('/education/students', studentBody(place));
    const [event] = await eventsOf(headers.get('x-request-id'));
    expect(event?.type).toBe(type);
    return database.db
      .select()
      .from(deliveries)
      .where(eq(deliveries.eventId, event?.id ?? ''));
  };

  it('subscribes to the event, belongs to an app of the tenant and is not deleted', async () => {
    const yes = await endpoint(school.appId, ['education.students.created', 'ping']);
    const held = await endpoint(school.appId, ['education.students.created'], { enabled: false });
    await endpoint(school.appId, ['education.students.updated']);
    await endpoint(school.appId, ['education.students.created'], { deletedAt: clock.now() });
    const stranger = await createSchool(database.db, { clock });
    await endpoint(stranger.appId, ['education.students.created']);
    const rows = await receivers();
    expect(new Map(rows.map((row) => [row.endpointId, row.status]))).toEqual(
      new Map([
        [yes, 'pending'],
        [held, 'held'],
      ]),
    );
    const due = rows.find((row) => row.endpointId === yes);
    expect(due?.nextAttemptAt).toEqual(clock.now());
    expect(due?.installationId).toBe(school.installationId);
    expect(isUuid(due?.id)).toBe(true);
    expect(due?.id[14]).toBe('7');
    expect(Number.parseInt(due?.id.replace('-', '').slice(0, 12) ?? '', 16)).toBe(
      clock.now().getTime(),
    );
    expect(rows.find((row) => row.endpointId === held)?.nextAttemptAt).toBeNull();
  });

  it('is of an installation with the read scope; write does not imply read', async () => {
    const { appId } = await createApp(school.ctx, {
      orgId: school.orgId,
      slug: 'write-only',
      name: 'Write only',
      integrationType: 'external',
    });
    const { installationId } = await installApp(school.ctx, {
      appId,
      tenantId: school.tenantId,
      scopes: ['education.students.write'],
    });
    const id = await endpoint(appId, ['education.students.created']);
    const has = async () => (await receivers()).some((row) => row.endpointId === id);
    expect(await has()).toBe(false);
    const grant = (scopes: string[]) =>
      database.db.update(installations).set({ scopes }).where(eq(installations.id, installationId));
    await grant(['education.students.read']);
    expect(await has()).toBe(true);
    await database.db
      .update(installations)
      .set({ uninstalledAt: new Date(0) })
      .where(eq(installations.id, installationId));
    expect(await has()).toBe(false);
  });

  it('is the one named, for a ping, subscribed or not', async () => {
    const one = await endpoint(school.appId, []);
    const { eventId, deliveries: made } = await emitEvent(school.ctx, {
      tenantId: school.tenantId,
      type: 'ping',
      data: { message: 'A test event from the Okta Partners platform.' },
      only: { appId: school.appId, endpointId: one },
    });
    const rows = await database.db.select().from(deliveries).where(eq(deliveries.eventId, eventId));
    expect([made, rows.map((row) => row.endpointId)]).toEqual([1, [one]]);
  });

  it('is of the installed app itself, for app.installed', async () => {
    const { appId } = await createApp(school.ctx, {
      orgId: school.orgId,
      slug: 'fresh-app',
      name: 'Fresh',
      integrationType: 'external',
    });
    const own = await endpoint(appId, ['app.installed']);
    await endpoint(school.appId, ['app.installed']);
    await installApp(school.ctx, { appId, tenantId: school.tenantId, scopes: [] });
    const rows = await database.db
      .select()
      .from(deliveries)
      .where(eq(deliveries.eventType, 'app.installed'));
    expect(rows.map((row) => row.endpointId)).toEqual([own]);
  });
});

it('the worker of the process is woken after the commit', async () => {
  let woken = 0;
  const end = onDeliveriesWake(() => woken++);
  await post('/education/students', studentBody(place));
  await post('/education/students', {});
  end();
  expect(woken).toBe(1);
});
