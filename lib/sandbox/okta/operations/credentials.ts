import {
  generateCsr,
  getCsr,
  listCsrs,
  publishCsr,
  revokeCsr,
} from '#lib/domain/okta/csrs/csrs.ts';
import { cloneKey, generateKey, getKey, listKeys } from '#lib/domain/okta/keys/keys.ts';
import type { OktaCtx } from '#lib/domain/okta/okta-ctx.ts';
import {
  createSecret,
  deleteSecret,
  getSecret,
  listSecrets,
  setSecretStatus,
} from '#lib/domain/okta/secrets/secrets.ts';
import { preferredType } from '../accept.ts';
import type { OktaAnswer, OktaCall, OktaOperation } from '../exchange.ts';
import { created, nothing, ok, param, queryText } from '../operation.ts';
import { mediaType } from '../read-body.ts';

const csrTypes = ['application/json', 'application/pkcs10'];
const below = (ctx: OktaCtx, appId: string, path: string) =>
  `${ctx.baseUrl}/api/v1/apps/${appId}/credentials/${path}`;
const appOf = (call: OktaCall) => ({ appId: param(call, 'appId') });
const keyOf = (call: OktaCall) => ({ ...appOf(call), kid: param(call, 'keyId') });
const csrOf = (call: OktaCall) => ({ ...appOf(call), csrId: param(call, 'csrId') });
const secretOf = (call: OktaCall) => ({ ...appOf(call), secretId: param(call, 'secretId') });

/** The request itself for a client that asks for it, JSON otherwise (contract, Okta 6.7). */
async function makeCsr(ctx: OktaCtx, call: OktaCall): Promise<OktaAnswer> {
  const csr = await generateCsr(ctx, { ...appOf(call), body: call.body });
  const answer = created(csr, below(ctx, param(call, 'appId'), `csrs/${csr.id}`));
  if (preferredType(call.headers.get('accept'), csrTypes) !== 'application/pkcs10') return answer;
  return {
    ...answer,
    body: String(csr.csr),
    contentType: 'application/pkcs10',
    headers: { ...answer.headers, 'content-transfer-encoding': 'base64' },
  };
}

async function publish(ctx: OktaCtx, call: OktaCall): Promise<OktaAnswer> {
  const encoding = call.headers.get('content-transfer-encoding')?.trim().toLowerCase();
  const key = await publishCsr(ctx, {
    ...csrOf(call),
    certificate: call.bytes,
    form: mediaType(call.headers) === 'application/x-pem-file' ? 'pem' : 'der',
    isBase64: encoding === 'base64',
  });
  return created(key, below(ctx, param(call, 'appId'), `keys/${key.kid}`));
}

export const credentialOperations = {
  listCsrsForApplication: { run: async (ctx, call) => ok(await listCsrs(ctx, appOf(call))) },
  generateCsrForApplication: { body: 'json', produces: csrTypes, run: makeCsr },
  getCsrForApplication: { run: async (ctx, call) => ok(await getCsr(ctx, csrOf(call))) },
  revokeCsrFromApplication: {
    run: async (ctx, call) => {
      await revokeCsr(ctx, csrOf(call));
      return nothing;
    },
  },
  publishCsrFromApplication: { body: 'certificate', run: publish },
  listApplicationKeys: { run: async (ctx, call) => ok(await listKeys(ctx, appOf(call))) },
  generateApplicationKey: {
    run: async (ctx, call) => {
      const validityYears = queryText(call, 'validityYears');
      const key = await generateKey(ctx, { ...appOf(call), validityYears });
      return created(key, below(ctx, param(call, 'appId'), `keys/${key.kid}`));
    },
  },
  getApplicationKey: { run: async (ctx, call) => ok(await getKey(ctx, keyOf(call))) },
  cloneApplicationKey: {
    run: async (ctx, call) => {
      const targetAid = queryText(call, 'targetAid');
      const key = await cloneKey(ctx, { ...keyOf(call), targetAid });
      return created(key, below(ctx, targetAid ?? '', `keys/${key.kid}`));
    },
  },
  listClientSecretsForApplication: {
    run: async (ctx, call) => ok(await listSecrets(ctx, appOf(call))),
  },
  createNewClientSecretForApplication: {
    body: 'json',
    run: async (ctx, call) => {
      const secret = await createSecret(ctx, { ...appOf(call), body: call.body });
      return created(secret, below(ctx, param(call, 'appId'), `secrets/${secret.id}`));
    },
  },
  getClientSecretForApplication: {
    run: async (ctx, call) => ok(await getSecret(ctx, secretOf(call))),
  },
  deleteClientSecretForApplication: {
    run: async (ctx, call) => {
      await deleteSecret(ctx, secretOf(call));
      return nothing;
    },
  },
  activateClientSecretForApplication: {
    run: async (ctx, call) =>
      ok(await setSecretStatus(ctx, { ...secretOf(call), status: 'ACTIVE' })),
  },
  deactivateClientSecretForApplication: {
    run: async (ctx, call) =>
      ok(await setSecretStatus(ctx, { ...secretOf(call), status: 'INACTIVE' })),
  },
} as const satisfies Record<string, OktaOperation>;
