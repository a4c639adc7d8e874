import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { type Placed, type Response, walk } from '../contract/contract-document.ts';
import {
  answerOf,
  document,
  documentText,
  lookUp,
  mismatches,
  operations,
  resolve,
} from './okta-document.ts';

/** The forty operations of the contract, and what the portal adds so that they make sense. */
const TABLE = `
GET    /api/v1/apps listApplications 200
POST   /api/v1/apps createApplication 200
GET    /api/v1/apps/{appId} getApplication 200
PUT    /api/v1/apps/{appId} updateApplication 200
DELETE /api/v1/apps/{appId} deleteApplication 200
GET    /api/v1/apps/{appId}/connections/default getDefaultProvisioningConnectionForApplication 200
POST   /api/v1/apps/{appId}/connections/default setDefaultProvisioningConnectionForApplication 201
POST   /api/v1/apps/{appId}/connections/default/lifecycle/activate activateDefaultProvisioningConnectionForApplication 204
POST   /api/v1/apps/{appId}/connections/default/lifecycle/deactivate deactivateDefaultProvisioningConnectionForApplication 204
GET    /api/v1/apps/{appId}/credentials/csrs listCsrsForApplication 200
POST   /api/v1/apps/{appId}/credentials/csrs generateCsrForApplication 201
GET    /api/v1/apps/{appId}/credentials/csrs/{csrId} getCsrForApplication 200
DELETE /api/v1/apps/{appId}/credentials/csrs/{csrId} revokeCsrFromApplication 204
POST   /api/v1/apps/{appId}/credentials/csrs/{csrId}/lifecycle/publish publishCsrFromApplication 201
GET    /api/v1/apps/{appId}/credentials/keys listApplicationKeys 200
POST   /api/v1/apps/{appId}/credentials/keys/generate generateApplicationKey 201
GET    /api/v1/apps/{appId}/credentials/keys/{keyId} getApplicationKey 200
POST   /api/v1/apps/{appId}/credentials/keys/{keyId}/clone cloneApplicationKey 201
GET    /api/v1/apps/{appId}/credentials/secrets listClientSecretsForApplication 200
POST   /api/v1/apps/{appId}/credentials/secrets createNewClientSecretForApplication 201
GET    /api/v1/apps/{appId}/credentials/secrets/{secretId} getClientSecretForApplication 200
DELETE /api/v1/apps/{appId}/credentials/secrets/{secretId} deleteClientSecretForApplication 204
POST   /api/v1/apps/{appId}/credentials/secrets/{secretId}/lifecycle/activate activateClientSecretForApplication 200
POST   /api/v1/apps/{appId}/credentials/secrets/{secretId}/lifecycle/deactivate deactivateClientSecretForApplication 200
GET    /api/v1/apps/{appId}/features listFeaturesForApplication 200
GET    /api/v1/apps/{appId}/features/{name} getFeatureForApplication 200
PUT    /api/v1/apps/{appId}/features/{name} updateFeatureForApplication 200
GET    /api/v1/apps/{appId}/grants listScopeConsentGrants 200
POST   /api/v1/apps/{appId}/grants grantConsentToScope 201
GET    /api/v1/apps/{appId}/grants/{grantId} getScopeConsentGrant 200
DELETE /api/v1/apps/{appId}/grants/{grantId} revokeScopeConsentGrant 204
GET    /api/v1/apps/{appId}/groups listApplicationGroupAssignments 200
GET    /api/v1/apps/{appId}/groups/{groupId} getApplicationGroupAssignment 200
PUT    /api/v1/apps/{appId}/groups/{groupId} createApplicationGroupAssignment 200
DELETE /api/v1/apps/{appId}/groups/{groupId} deleteApplicationGroupAssignment 204
POST   /api/v1/apps/{appId}/lifecycle/activate activateApplication 200
POST   /api/v1/apps/{appId}/lifecycle/deactivate deactivateApplication 200
POST   /api/v1/apps/{appId}/logo uploadApplicationLogo 201
PUT    /api/v1/apps/{appId}/policies/{policyId} updateApplicationPolicy 204
GET    /api/v1/apps/{appId}/sso/saml/metadata previewSAMLAppMetadata 200
GET    /api/v1/apps/{appId}/users listApplicationUsers 200
GET    /api/v1/apps/{appId}/users/{userId} getApplicationUser 200
GET    /api/v1/groups listGroups 200
GET    /api/v1/groups/{groupId} getGroup 200
GET    /api/v1/groups/{groupId}/users listGroupUsers 200
GET    /api/v1/groups/{groupId}/apps listAssignedApplicationsForGroup 200
GET    /api/v1/users listUsers 200
GET    /api/v1/users/{userId} getUser 200
GET    /api/v1/users/{userId}/groups listUserGroups 200
`;
const rows = TABLE.trim()
  .split('\n')
  .map((line) => line.split(/\s+/).join(' '));

const nodes = [...walk(document)];
const refs = nodes.flatMap(({ node }) => {
  const ref: unknown = Reflect.get(node, '$ref');
  return typeof ref === 'string' ? [ref] : [];
});

describe('the document', () => {
  it('is valid OpenAPI 3.1 by the official schema', async () => {
    const result = await new Validator().validate(structuredClone({ ...document }));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(document.openapi).toBe('3.1.0');
  });

  it('points at nothing that is missing, and has no component that nothing uses', () => {
    for (const ref of refs) expect(() => lookUp(ref)).not.toThrow();
    const used = new Set(refs);
    const mapped = JSON.stringify(document.components.schemas.Application);
    // Described in the text for all paths together.
    const general = ['responses/MethodNotAllowed'];
    const unused = (['schemas', 'parameters', 'responses'] as const)
      .flatMap((kind) => Object.keys(document.components[kind]).map((name) => `${kind}/${name}`))
      .filter((name) => !used.has(`#/components/${name}`) && !mapped.includes(name))
      .filter((name) => !general.includes(name));
    expect(unused).toEqual([]);
  });

  it('names one server, with its trailing slash, and no local one', () => {
    expect(document.servers.map(({ url }) => url)).toEqual(['https://your-subdomain.okta.com/']);
    expect(documentText).not.toMatch(/localhost|127\.0\.0\.1/);
    expect(document.info).toMatchObject({ title: 'Okta API', version: '2.16.0' });
  });

  it('describes every property and parameter', () => {
    const bare = nodes.filter(({ path, node }: Placed<object>) => {
      if (path.at(-2) !== 'properties' || path[0] !== 'components') return false;
      const target: unknown = Reflect.get(node, '$ref');
      return !Reflect.get(node, 'description') && typeof target !== 'string';
    });
    expect(bare.map(({ path }) => path.join('.'))).toEqual([]);
    for (const [name, parameter] of Object.entries(document.components.parameters)) {
      expect(parameter.description, name).toBeTruthy();
    }
  });

  it('links only to operations and error pages that exist', () => {
    const ids = new Set(operations.map(({ operation }) => operation.operationId));
    const links = [...documentText.matchAll(/\]\((\/[^)\s]+)\)/g)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(50);
    for (const link of links) {
      const operation = /^\/reference\/okta\/([^/]+)$/.exec(link)?.[1];
      if (operation) expect(ids).toContain(operation);
      else expect(link).toMatch(/^\/(dashboard|reference\/okta|errors\/E\d{7})$/);
    }
  });
});

describe('the operations', () => {
  it('are the forty of the contract with their success, and the reading ones beside them', () => {
    const found = operations.map(({ method, path, operation }) =>
      [method, path, operation.operationId, Object.keys(operation.responses)[0]].join(' '),
    );
    expect(found).toEqual(rows);
    expect(
      rows.filter(
        (row) => !/ \/api\/v1\/(groups|users)| \/api\/v1\/apps\/{appId}\/users/.test(row),
      ),
    ).toHaveLength(40);
  });

  it('each have a tag, a summary, a description, a scope that exists and the CORS mark', () => {
    const scopes = document.components.securitySchemes.access_token?.['x-scopes'] ?? {};
    const tags = document.tags.map(({ name }) => name);
    for (const { operation } of operations) {
      const name = operation.operationId;
      expect(tags, name).toContain(operation.tags?.[0]);
      expect(operation.summary, name).toBeTruthy();
      expect(operation.description, name).toBeTruthy();
      expect(Object.keys(scopes), name).toContain(operation['x-required-scope']);
      expect(operation.security, name).toEqual([
        { api_token: [] },
        { access_token: [operation['x-required-scope']] },
      ]);
      expect(typeof operation['x-okta-cors'], name).toBe('boolean');
    }
    // What credentials are read or anything is changed with is open to no other origin.
    const open = operations.filter(({ operation }) => operation['x-okta-cors']);
    expect(open.length).toBeGreaterThan(8);
    for (const { method, path } of open)
      expect(`${method} ${path}`).toMatch(/^GET (?!.*credentials)/);
  });

  it('take each parameter of their path', () => {
    for (const { path, operation, at } of operations) {
      const names = (operation.parameters ?? [])
        .map((parameter) => resolve(parameter, [...at, 'parameters']).value)
        .filter((parameter) => parameter.in === 'path')
        .map(({ name }) => name);
      expect(names, operation.operationId).toEqual(
        [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]),
      );
    }
  });

  it('document refusals, request id and rate limit with every answer', () => {
    for (const { method, path, operation } of operations) {
      const name = operation.operationId;
      const statuses = Object.keys(operation.responses);
      const always = ['401', '403', '406', '429', ...(path.includes('{') ? ['404'] : [])];
      const length = method === 'POST' || method === 'PUT' ? ['411'] : [];
      expect(statuses, name).toEqual(expect.arrayContaining([...always, ...length]));
      for (const status of statuses) {
        const headers = Object.keys(answerOf(name, Number(status))?.value.headers ?? {});
        expect(headers, `${name} ${status}`).toEqual(
          expect.arrayContaining([
            'X-Okta-Request-Id',
            'X-Rate-Limit-Limit',
            'X-Rate-Limit-Remaining',
            'X-Rate-Limit-Reset',
          ]),
        );
      }
    }
  });
});

describe('every example', () => {
  const examples = nodes.flatMap(({ path, node }) => {
    if (path.at(-1) === 'properties') return [];
    const schema: unknown = Reflect.get(node, 'schema');
    if (typeof schema !== 'object') return [];
    const found: unknown = Reflect.get(node, 'examples') ?? {};
    const named = Object.entries(found as Record<string, { value: unknown }>); // An examples map.
    const own = 'example' in node ? [['example', { value: node.example }] as const] : [];
    return [...named, ...own].map(([key, { value }]) => ({
      name: [...path, key].join(' / '),
      at: [...path, 'schema'],
      value,
    }));
  });
  const isXml = (name: string) => name.includes('application/xml');

  it('is found by this test', () => {
    expect(examples.length).toBeGreaterThan(150);
  });

  it('fits its schema', () => {
    const wrong = examples
      .filter(({ name }) => !isXml(name))
      .flatMap(({ name, at, value }) => mismatches(at, value).map((text) => `${name}: ${text}`));
    expect(wrong).toEqual([]);
  });

  it('stands in every body and every answer that has one', () => {
    for (const { operation } of operations) {
      const bodies = Object.values(operation.requestBody?.content ?? {});
      const media = Object.values(operation.responses).flatMap((response) =>
        Object.values(resolve<Response>(response, []).value.content ?? {}),
      );
      for (const { examples: shown } of [...bodies, ...media]) {
        expect(Object.keys(shown ?? {}), operation.operationId).not.toEqual([]);
      }
    }
  });

  it('shows each of the nine kinds of app, in a request and in an answer', () => {
    const modes = document.components.schemas.ApplicationSignOnMode?.enum ?? [];
    expect(modes).toHaveLength(9);
    const create = operations.find(
      ({ operation }) => operation.operationId === 'createApplication',
    );
    const shown = (media: unknown) => JSON.stringify(media).match(/"signOnMode":"(\w+)"/g) ?? [];
    const seen = [create?.operation.requestBody, create?.operation.responses['200']].map(
      (part) => new Set(shown(part)).size,
    );
    expect(seen).toEqual([9, 9]);
  });

  it('has the ids of the documented prefixes, English and Arabic names', () => {
    const text = JSON.stringify(examples);
    expect(text).toMatch(/[\u0600-\u06FF]/);
    expect(text).toMatch(/Attendance Bridge/);
    for (const [id] of text.matchAll(/\b(0oa|00u|00g|oag|rst|exk|fs0)[A-Za-z0-9]{15,}\b/g)) {
      expect(id).toHaveLength(20);
    }
  });
});
