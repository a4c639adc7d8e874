import { z } from 'zod';

const status = z.enum(['ENABLED', 'DISABLED']);
const toggle = z.object({ status: status.optional() }).optional();

/** What a caller may send; parts that are missing stay as they are (contract, Okta 6.10). */
export const CapabilitiesInput = z.object({
  create: z.object({ lifecycleCreate: toggle }).optional(),
  update: z
    .object({
      profile: toggle,
      lifecycleDeactivate: toggle,
      password: z
        .object({
          status: status.optional(),
          seed: z.enum(['OKTA', 'RANDOM']).optional(),
          change: z.enum(['KEEP_EXISTING', 'CHANGE']).optional(),
        })
        .optional(),
    })
    .optional(),
});

export type Capabilities = {
  create: { lifecycleCreate: { status: 'ENABLED' | 'DISABLED' } };
  update: {
    profile: { status: 'ENABLED' | 'DISABLED' };
    lifecycleDeactivate: { status: 'ENABLED' | 'DISABLED' };
    password: {
      status: 'ENABLED' | 'DISABLED';
      seed: 'OKTA' | 'RANDOM';
      change: 'KEEP_EXISTING' | 'CHANGE';
    };
  };
};

/** Where every app begins. */
export const noCapabilities: Capabilities = {
  create: { lifecycleCreate: { status: 'DISABLED' } },
  update: {
    profile: { status: 'DISABLED' },
    lifecycleDeactivate: { status: 'DISABLED' },
    password: { status: 'DISABLED', seed: 'RANDOM', change: 'KEEP_EXISTING' },
  },
};

/** The capabilities after a partial change. */
export function mergeCapabilities(
  now: Capabilities,
  change: z.output<typeof CapabilitiesInput>,
): Capabilities {
  const { create, update } = change;
  return {
    create: { lifecycleCreate: { ...now.create.lifecycleCreate, ...create?.lifecycleCreate } },
    update: {
      profile: { ...now.update.profile, ...update?.profile },
      lifecycleDeactivate: { ...now.update.lifecycleDeactivate, ...update?.lifecycleDeactivate },
      password: { ...now.update.password, ...update?.password },
    },
  };
}

/** The `features` of an app that follow from its capabilities. */
export function featuresOf({ create, update }: Capabilities): string[] {
  const named: [string, { status: string }][] = [
    ['PUSH_NEW_USERS', create.lifecycleCreate],
    ['PUSH_PROFILE_UPDATES', update.profile],
    ['PUSH_USER_DEACTIVATION', update.lifecycleDeactivate],
    ['PUSH_PASSWORD_UPDATES', update.password],
  ];
  return named.filter(([, part]) => part.status === 'ENABLED').map(([name]) => name);
}
