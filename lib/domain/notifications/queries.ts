import type { Queryable } from '#lib/db/raw.ts';
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
