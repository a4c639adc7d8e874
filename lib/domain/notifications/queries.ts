import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import type { Queryable } from '#lib/db/raw.ts';
import { employees, guardians, messages } from '#lib/db/schema/education.ts';
import type { Capability, Channel, Message } from './schemas.ts';

/** Every channel of the tenant, in no order. */
export async function selectCapabilities(db: Queryable, tenantId: number): Promise<Capability[]> {
  const { rows } = await db.query<Capability>({
    name: 'notifications.capabilities',
    text: 'select channel, available, max_length from notification_channels where tenant_id = $1',
    values: [tenantId],
  });
  return rows;
}

export type Contact = { phone: string | null; email: string | null };

/** How the guardian or employee with this id can be reached; null: nobody has it. */
export async function selectContact(
  db: Queryable,
  tenantId: number,
  id: number,
): Promise<Contact | null> {
  const { rows } = await db.query<Contact>({
    name: 'notifications.contact',
    text: `select phone, email from guardians where tenant_id = $1 and id = $2
      union all
      select null, email from employees where tenant_id = $1 and id = $2`,
    values: [tenantId, id],
  });
  return rows[0] ?? null;
}

export async function insertMessage(
  db: Queryable,
  tenantId: number,
  message: { recipient: string; channel: Channel; body: string; at: Date },
): Promise<Message> {
  const { rows } = await db.query<{ id: string }>({
    name: 'notifications.insert',
    text: `insert into messages (tenant_id, recipient, channel, body, status, created_at)
      values ($1, $2, $3, $4, 'queued', $5) returning id`,
    values: [tenantId, message.recipient, message.channel, message.body, message.at],
  });
  return { id: Number(rows[0]?.id), status: 'queued', channel: message.channel };
}

// A recipient is a phone number, or the id of a person: guardians have the odd ids, employees the even ones.
const recipientId = sql`case when ${messages.recipient} ~ '^[0-9]{1,15}$' then ${messages.recipient}::bigint end`;

/** The outbox of a tenant, newest first, with the name of each recipient who is a person of it. */
export function listMessageRows(db: Db, tenantId: number, before: number | null, limit: number) {
  return db
    .select({
      id: messages.id,
      recipient: messages.recipient,
      name: sql<string | null>`coalesce(${guardians.fullName}, ${employees.fullName})`,
      channel: messages.channel,
      body: messages.body,
      status: messages.status,
      createdAt: messages.createdAt,
    })
    .from(messages)
    .leftJoin(guardians, and(eq(guardians.tenantId, tenantId), eq(guardians.id, recipientId)))
    .leftJoin(employees, and(eq(employees.tenantId, tenantId), eq(employees.id, recipientId)))
    .where(
      and(eq(messages.tenantId, tenantId), before === null ? undefined : lt(messages.id, before)),
    )
    .orderBy(desc(messages.id))
    .limit(limit);
}
