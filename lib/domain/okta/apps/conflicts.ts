import { invalid, OktaError } from '../okta-error.ts';

// What a unique index of the schema means to the caller who was second.
const taken = 'An object with this field already exists in the current organization';
const meanings: Record<string, () => OktaError> = {
  okta_apps_label_key: () => new OktaError('E0000040'),
  okta_apps_client_key: () => invalid('client_id', `client_id: ${taken}`),
};

/** The name of the unique index that a failed statement ran into. */
function brokenIndex(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code: unknown = Reflect.get(at, 'code');
    const constraint: unknown = Reflect.get(at, 'constraint');
    if (code === '23505' && typeof constraint === 'string') return constraint;
  }
  return null;
}

/** Runs `work`; when another request was first, refuses as the API does. */
export async function refuseConflicts<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw meanings[brokenIndex(error) ?? '']?.() ?? error;
  }
}
