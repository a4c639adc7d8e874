import { sendNotification as verb } from '#lib/domain/notifications/send-notification.ts';
import type { Operation } from '../operation.ts';

export const sendNotification: Operation = {
  kind: 'write',
  run: async (ctx, { body }) => ({
    status: 202,
    body: JSON.stringify({ data: await verb(ctx, body) }),
  }),
};
