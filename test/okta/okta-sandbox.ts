import { parseEnv } from '#lib/config/env.ts';
import { setConfig } from '#lib/config/runtime.ts';
import type { Database } from '#lib/db/client.ts';
import type { Ctx } from '#lib/domain/ctx.ts';
import { ensureOktaOrg } from '#lib/domain/okta/orgs/ensure-okta-org.ts';
import { issueOktaToken } from '#lib/domain/okta/orgs/tokens.ts';
import { createOrganization } from '#lib/domain/organizations/create-organization.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { createSandbox, type Sandbox } from '#lib/sandbox/index.ts';
import { type Clock, systemClock } from '#lib/std/clock.ts';
import type { OrgId } from '#lib/std/ids.ts';
import type { Response as Documented } from '../contract/contract-document.ts';
import { answerOf, mismatches, operations, resolve } from './okta-document.ts';

export const baseUrl = 'http://localhost:4180';
const secret = 'a secret of the tests that is long enough';

/** Gives the process the configuration that seeding an org asks for. */
export function configure(url = baseUrl): void {
  const config = parseEnv({ PORTAL_URL: url, PORTAL_SECRET: secret });
  setConfig({ ...config, secret, databaseUrl: 'postgres://tests' });
}

export type TestSandbox = Sandbox & { errors: unknown[] };

/** A sandbox over the test's database; what it would only log is kept in `errors`. */
export function openOkta(db: Database, clock?: Clock, url = baseUrl): TestSandbox {
  configure(url);
  const errors: unknown[] = [];
  const sandbox = createSandbox({
    db,
    clock,
    okta: { secret, portalUrl: url },
    onError: (error) => errors.push(error),
  });
  return { ...sandbox, errors };
}

export type OktaStand = { ctx: Ctx; orgId: OrgId; oktaOrgId: string; token: string };

/** A fresh organization with its filled Okta org and an API token. */
export async function createOktaStand(db: Database, clock?: Clock): Promise<OktaStand> {
  const ctx = systemCtx(db, clock ?? systemClock, 'operator');
  const { orgId } = await createOrganization(ctx, { name: 'Noor Academy أكاديمية نور' });
  const { oktaOrgId } = await ensureOktaOrg(ctx, { orgId });
  const { token } = await issueOktaToken(ctx, { orgId, name: 'tests' });
  return { ctx, orgId, oktaOrgId, token };
}

export type CallOptions = {
  token?: string | null;
  /** An object becomes JSON; a text or bytes are sent as they are. */
  body?: unknown;
  headers?: Record<string, string>;
  address?: string;
};
// Tests look at the body as they expect it.
type Json = Record<string, unknown> & { errorCauses?: { errorSummary: string }[] };
export type Called = {
  status: number;
  headers: Headers;
  text: string;
  json: Json;
  list: Json[];
  /** Address of the next page, from the root. */
  next: string | null;
};

/** Every (operation, status) pair that a test has seen. */
export const exercised = new Set<string>();

const patterns = operations.map(({ method, path, operation }) => ({
  method,
  operation,
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  weight: path.includes('{') ? path.split('{').length : 0,
}));

/** The operation that a call means; the one with the fewest parameters wins. */
function operationOf(method: string, path: string) {
  return patterns
    .filter((entry) => entry.method === method && entry.pattern.test(path))
    .sort((a, b) => a.weight - b.weight)[0]?.operation;
}

/** What an answer breaks in the document: an undocumented status, missing headers, a body of another form. */
function faultsOf(method: string, path: string, answer: Called, type: string): string[] {
  const operation = operationOf(method, path);
  if (!operation) return [];
  const documented = answerOf(operation.operationId, answer.status);
  if (!documented) return [`${answer.status} is not documented`];
  exercised.add(`${operation.operationId} ${answer.status}`);
  const { value: response, path: at } = resolve<Documented>(documented.value, documented.path);
  const missing = Object.entries(response.headers ?? {}).flatMap(([name, header]) => {
    const isRequired = Reflect.get(resolve<object>(header, []).value, 'required') === true;
    return isRequired && !answer.headers.has(name) ? [`no header ${name}`] : [];
  });
  const types = Object.keys(response.content ?? {});
  if (types.length === 0) {
    return [...missing, ...(answer.text === '' ? [] : ['a body although none is documented'])];
  }
  if (!types.includes(type)) return [...missing, `the type ${type} is not documented`];
  if (type !== 'application/json') return missing;
  const schema = [...at, 'content', type, 'schema'];
  return [...missing, ...mismatches(schema, JSON.parse(answer.text))];
}

const isRaw = (body: unknown): body is string | Uint8Array | FormData =>
  typeof body === 'string' || body instanceof Uint8Array || body instanceof FormData;

function requestOf(method: string, path: string, options: CallOptions): Request {
  const headers = new Headers(options.headers);
  if (options.token) headers.set('authorization', `SSWS ${options.token}`);
  const { body } = options;
  const hasBody = body !== undefined;
  if (hasBody && !(body instanceof FormData) && !headers.has('content-type')) {
    headers.set('content-type', 'application/json');
  }
  const isSent = method === 'POST' || method === 'PUT';
  if (hasBody) headers.set('transfer-encoding', 'chunked');
  else if (isSent && !headers.has('x-no-length')) headers.set('content-length', '0');
  headers.delete('x-no-length');
  const content = !hasBody ? null : isRaw(body) ? body : JSON.stringify(body);
  return new Request(new URL(path, baseUrl), {
    method,
    headers,
    body: content as BodyInit | null, // Bytes are a body too; the types of the platform disagree about their buffer.
  });
}

/** Calls the sandbox without a port. Whatever the test looks at: the answer must be one that the document describes. */
export async function call(
  sandbox: Sandbox,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Called> {
  const response = await sandbox.handle(requestOf(method, path, options), {
    clientAddress: options.address ?? '203.0.113.9',
  });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  const parsed: unknown = type === 'application/json' && text !== '' ? JSON.parse(text) : {};
  const link = response.headers.get('link') ?? '';
  const next = /<([^>]+)>; rel="next"/.exec(link)?.[1]?.replace(baseUrl, '') ?? null;
  const answer: Called = {
    status: response.status,
    headers: response.headers,
    text,
    json: parsed as Json,
    list: parsed as Json[],
    next,
  };
  const bare = path.split('?', 1)[0] ?? '';
  const faults = faultsOf(method, bare, answer, type);
  if (faults.length > 0) {
    throw new Error(`${method} ${path} answers ${response.status}: ${faults.join('; ')} ${text}`);
  }
  return answer;
}

let labels = 0;
/** A bookmark that nothing stands against. */
export const bookmarkBody = (label = `Bookmark ${++labels}`) => ({
  name: 'bookmark',
  label,
  signOnMode: 'BOOKMARK' as const,
  settings: { app: { url: 'https://example.com/home' } },
});
