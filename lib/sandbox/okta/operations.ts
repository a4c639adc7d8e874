import type { Cursors } from '#lib/domain/okta/cursors.ts';
import type { OktaOperationId } from './catalog.ts';
import type { OktaOperation } from './exchange.ts';
import { appOperations } from './operations/apps.ts';
import { credentialOperations } from './operations/credentials.ts';
import { peopleOperations } from './operations/people.ts';
import { provisioningOperations } from './operations/provisioning.ts';

/** A handler for each operation of the catalogue: a forgotten one does not compile. */
export function createOperations(cursors: Cursors): Record<OktaOperationId, OktaOperation> {
  return {
    ...appOperations(cursors),
    ...credentialOperations,
    ...provisioningOperations,
    ...peopleOperations(cursors),
  };
}
