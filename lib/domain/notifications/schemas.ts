import { z } from 'zod';
import { choiceField, idField, phonePattern } from '../fields.ts';

/** In the order in which a channel is chosen when the caller names none. */
export const channelNames = ['whatsapp', 'sms', 'email', 'push', 'in_app'] as const;
export type Channel = (typeof channelNames)[number];

const required = (text: string) => (issue: { input?: unknown }) =>
  issue.input === undefined ? 'is required' : text;

const recipient = 'must be a phone number or the id of a guardian or employee';
// Whoever writes an id as text learns that it is none.
const phone = 'must be an E.164 phone number, for example +966501234567, or an id as a number';

/** Body of sendNotification (contract, Bodies: Message). */
export const MessageSend = z.strictObject({
  to: z.union([z.string().regex(phonePattern, phone), idField], { error: required(recipient) }),
  message: z
    .string({ error: required('must be text') })
    .min(1, 'must not be empty')
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'must be text'),
  channel: choiceField(channelNames).optional(),
});

/** What one channel can do; `max_length` in characters, null: no limit. */
export type Capability = { channel: Channel; available: boolean; max_length: number | null };

/** A message that waits in the outbox. */
export type Message = { id: number; status: 'queued'; channel: Channel };
