import { afterAll, beforeAll, expect, it } from 'vitest';
import { memberships, organizations, users } from '#lib/db/schema/identity.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { createUser } from '#lib/domain/users/create-user.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { newId } from '#lib/std/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';

const clock = fixedClock(new Date('2026-04-26T07:30:00Z'));
let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const operator = () => systemCtx(test.db, clock, 'operator');
const noura = { email: 'noura@almanar.example', password: 'tram-lamp-fig-22', name: 'نورة الحربي' };

it('makes an account with its membership, and keeps no password', async () => {
  const orgId = newId('org');
  await test.db
    .insert(organizations)
    .values({ id: orgId, name: 'Al Manar', createdAt: clock.now() });
  const { userId } = await createUser(operator(), {
    ...noura,
    membership: { orgId, role: 'owner' },
  });
  const [row] = await test.db.select().from(users);
  expect(row).toMatchObject({ id: userId, email: noura.email, name: noura.name });
  expect(JSON.stringify(row)).not.toContain(noura.password);
  expect(await test.db.select().from(memberships)).toMatchObject([
    { orgId, userId, role: 'owner' },
  ]);
});

it('refuses a taken address in any case with conflict on email', async () => {
  await expect(
    createUser(operator(), { ...noura, email: 'Noura@AlManar.example' }),
  ).rejects.toMatchObject({ code: 'conflict', details: { field: 'email' } });
});

it('refuses a weak password and a bad address by field', async () => {
  await expect(
    createUser(operator(), { ...noura, email: 'omar@a.example', password: 'short' }),
  ).rejects.toMatchObject({ code: 'validation_failed', details: { errors: { password: [/12/] } } });
  await expect(createUser(operator(), { ...noura, email: 'omar' })).rejects.toMatchObject({
    code: 'validation_failed',
    details: { errors: { email: [/e-mail/] } },
  });
});

it('is not for signed-in people', async () => {
  const ctx = {
    ...operator(),
    actor: {
      type: 'user',
      userId: newId('usr'),
      sessionId: newId('ses'),
      orgId: newId('org'),
      role: 'owner',
    },
  } as const;
  await expect(createUser(ctx, { ...noura, email: 'b@a.example' })).rejects.toMatchObject({
    code: 'forbidden',
  });
});
