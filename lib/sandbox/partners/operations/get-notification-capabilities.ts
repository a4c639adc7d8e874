import { getCapabilities } from '#lib/domain/notifications/get-capabilities.ts';
import { type Operation, ok } from '../operation.ts';

export const getNotificationCapabilities: Operation = {
  kind: 'read',
  run: async (ctx) => ok({ data: await getCapabilities(ctx) }),
};
