import { getGrant, grantScope, listGrants, revokeGrant } from '#lib/domain/okta/grants/grants.ts';
import {
  getConnection,
  getFeature,
  listFeatures,
  setConnection,
  setConnectionStatus,
  updateFeature,
} from '#lib/domain/okta/provisioning/provisioning.ts';
import type { OktaCall, OktaOperation } from '../exchange.ts';
import { created, nothing, ok, param, queryFlag, queryText } from '../operation.ts';

const appOf = (call: OktaCall) => ({ appId: param(call, 'appId') });
const featureOf = (call: OktaCall) => ({ ...appOf(call), name: param(call, 'name') });
const grantOf = (call: OktaCall) => ({ ...appOf(call), grantId: param(call, 'grantId') });
const expandOf = (call: OktaCall) => ({ expand: queryText(call, 'expand') });

export const provisioningOperations = {
  getDefaultProvisioningConnectionForApplication: {
    run: async (ctx, call) => ok(await getConnection(ctx, appOf(call))),
  },
  setDefaultProvisioningConnectionForApplication: {
    body: 'json',
    run: async (ctx, call) => {
      const activate = queryFlag(call, 'activate', false);
      const connection = await setConnection(ctx, { ...appOf(call), body: call.body, activate });
      return { status: 201, body: JSON.stringify(connection) };
    },
  },
  activateDefaultProvisioningConnectionForApplication: {
    run: async (ctx, call) => {
      await setConnectionStatus(ctx, { ...appOf(call), status: 'ENABLED' });
      return nothing;
    },
  },
  deactivateDefaultProvisioningConnectionForApplication: {
    run: async (ctx, call) => {
      await setConnectionStatus(ctx, { ...appOf(call), status: 'DISABLED' });
      return nothing;
    },
  },
  listFeaturesForApplication: {
    run: async (ctx, call) => ok(await listFeatures(ctx, appOf(call))),
  },
  getFeatureForApplication: {
    run: async (ctx, call) => ok(await getFeature(ctx, featureOf(call))),
  },
  updateFeatureForApplication: {
    body: 'json',
    run: async (ctx, call) => ok(await updateFeature(ctx, { ...featureOf(call), body: call.body })),
  },
  listScopeConsentGrants: {
    run: async (ctx, call) => ok(await listGrants(ctx, { ...appOf(call), ...expandOf(call) })),
  },
  grantConsentToScope: {
    body: 'json',
    run: async (ctx, call) => {
      const grant = await grantScope(ctx, { ...appOf(call), body: call.body });
      const self = `${ctx.baseUrl}/api/v1/apps/${param(call, 'appId')}/grants/${grant.id}`;
      return created(grant, self);
    },
  },
  getScopeConsentGrant: {
    run: async (ctx, call) => ok(await getGrant(ctx, { ...grantOf(call), ...expandOf(call) })),
  },
  revokeScopeConsentGrant: {
    run: async (ctx, call) => {
      await revokeGrant(ctx, grantOf(call));
      return nothing;
    },
  },
} as const satisfies Record<string, OktaOperation>;
