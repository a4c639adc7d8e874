import { type Operation, ok } from '../operation.ts';

export const whoami: Operation = {
  kind: 'read',
  run: (_ctx, { client }) =>
    ok({
      tenant_id: client.actor.tenantId,
      module: client.module,
      scopes: client.actor.scopes,
    }),
};
