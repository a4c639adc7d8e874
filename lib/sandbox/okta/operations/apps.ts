import { deleteApp, setAppPolicy, setAppStatus } from '#lib/domain/okta/apps/change-app.ts';
import { createApp } from '#lib/domain/okta/apps/create-app.ts';
import { getApp, listApps } from '#lib/domain/okta/apps/list-apps.ts';
import { setLogo } from '#lib/domain/okta/apps/logo.ts';
import { updateApp } from '#lib/domain/okta/apps/update-app.ts';
import type { Cursors } from '#lib/domain/okta/cursors.ts';
import { samlMetadata } from '#lib/domain/okta/keys/metadata.ts';
import { OktaError } from '#lib/domain/okta/okta-error.ts';
import { getAppUser, listAppUsers } from '#lib/domain/okta/users/app-users.ts';
import type { OktaCall, OktaOperation } from '../exchange.ts';
import { listing, nothing, ok, param, queryFlag, queryText } from '../operation.ts';

/** The file of a form; null: none. What is no form is `E0000003`. */
async function fileOf(call: OktaCall): Promise<Uint8Array | null> {
  const type = call.headers.get('content-type') ?? '';
  const form = await new Response(call.bytes as BodyInit, { headers: { 'content-type': type } })
    .formData()
    .catch(() => null);
  if (form === null) throw new OktaError('E0000003');
  const file = form.get('file');
  return file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : null;
}

/** `{}`: what activating and deactivating answer (contract, X3). */
const emptyObject = ok({});
const pages = { byDefault: 20, most: 200 };

export const appOperations = (cursors: Cursors) =>
  ({
    listApplications: {
      run: async (ctx, call) => {
        // All of them are listed anyway; but it must be a boolean.
        queryFlag(call, 'includeNonDeleted', false);
        return listing(ctx, call, cursors, pages, (after, limit) =>
          listApps(ctx, {
            q: queryText(call, 'q'),
            filter: queryText(call, 'filter'),
            expand: queryText(call, 'expand'),
            after,
            limit,
          }),
        );
      },
    },
    createApplication: {
      body: 'json',
      run: async (ctx, call) => {
        const activate = queryFlag(call, 'activate', true);
        return ok(await createApp(ctx, { body: call.body, activate }));
      },
    },
    getApplication: {
      run: async (ctx, call) =>
        ok(await getApp(ctx, { appId: param(call, 'appId'), expand: queryText(call, 'expand') })),
    },
    updateApplication: {
      body: 'json',
      run: async (ctx, call) =>
        ok(await updateApp(ctx, { appId: param(call, 'appId'), body: call.body })),
    },
    deleteApplication: {
      run: async (ctx, call) => {
        await deleteApp(ctx, { appId: param(call, 'appId') });
        return { status: 200, body: null };
      },
    },
    activateApplication: {
      run: async (ctx, call) => {
        await setAppStatus(ctx, { appId: param(call, 'appId'), status: 'ACTIVE' });
        return emptyObject;
      },
    },
    deactivateApplication: {
      run: async (ctx, call) => {
        await setAppStatus(ctx, { appId: param(call, 'appId'), status: 'INACTIVE' });
        return emptyObject;
      },
    },
    uploadApplicationLogo: {
      body: 'form',
      run: async (ctx, call) => {
        const file = await fileOf(call);
        const { url } = await setLogo(ctx, { appId: param(call, 'appId'), file });
        return { status: 201, body: null, headers: { location: url } };
      },
    },
    updateApplicationPolicy: {
      run: async (ctx, call) => {
        const appId = param(call, 'appId');
        await setAppPolicy(ctx, { appId, policyId: param(call, 'policyId') });
        return nothing;
      },
    },
    previewSAMLAppMetadata: {
      // A client that says what every client says, `application/json`, gets it too.
      produces: ['application/xml', 'text/xml', 'application/json'],
      run: async (ctx, call) => {
        const kid = queryText(call, 'kid');
        const body = await samlMetadata(ctx, { appId: param(call, 'appId'), kid });
        return { status: 200, body, contentType: 'application/xml' };
      },
    },
    listApplicationUsers: {
      run: (ctx, call) =>
        listing(ctx, call, cursors, { byDefault: 50, most: 500 }, (after, limit) =>
          listAppUsers(ctx, {
            appId: param(call, 'appId'),
            q: queryText(call, 'q'),
            after,
            limit,
          }),
        ),
    },
    getApplicationUser: {
      run: async (ctx, call) =>
        ok(await getAppUser(ctx, { appId: param(call, 'appId'), userId: param(call, 'userId') })),
    },
  }) as const satisfies Record<string, OktaOperation>;
