import path from 'node:path';
import { z } from 'zod';

/** `host:port` pairs that outgoing requests may reach although they are private. */
export type AllowedTarget = { host: string; port: number };
export type Role = 'web' | 'sandbox' | 'worker';

export type Config = {
  port: number;
  host: string;
  /** The address users see, without a trailing slash. */
  portalUrl: string;
  /** Absolute path. */
  dataDir: string;
  /** null: the embedded PostgreSQL in the data dir. */
  databaseUrl: string | null;
  /** null only before the embedded data dir has handed out its own. */
  secret: string | null;
  /** Absolute path of the folder with extra OpenAPI documents. */
  specsDir: string | null;
  demo: boolean;
  allowTargets: readonly AllowedTarget[];
  trustProxyHops: number;
  roles: readonly Role[];
  oidc: { issuer: string; clientId: string; clientSecret: string } | null;
  smtpUrl: string | null;
};

/** A setting that stops the start; `message` is a sentence that says what to do. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const roleNames: readonly Role[] = ['web', 'sandbox', 'worker'];
const loopbackHosts = new Set(['127.0.0.1', '::1', 'localhost']);

const flag = z
  .enum(['1', '0', 'true', 'false', 'on', 'off', 'yes', 'no'], {
    error: 'must be one of on, off, true, false, yes, no, 1, 0',
  })
  .transform((text) => ['1', 'true', 'on', 'yes'].includes(text));

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be a whole number from ${min} to ${max}`);

const address = (protocols: readonly string[]) =>
  z.string().refine(
    (text) => {
      const url = URL.canParse(text) ? new URL(text) : null;
      return url !== null && protocols.includes(url.protocol);
    },
    `must be an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  );

const target = z.string().transform((text, issue): AllowedTarget => {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  const host = match?.[1] ?? match?.[2];
  if (!host || port < 1 || port > 65_535) {
    issue.addIssue({
      code: 'custom',
      message: `has "${text}", which is not host:port (for example localhost:4242)`,
    });
    return z.NEVER;
  }
  return { host: host.toLowerCase(), port };
});

const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

const rolesMessage = `must be a list of ${roleNames.join(', ')}`;
const origin = address(['http:', 'https:']).refine((text) => {
  if (!URL.canParse(text)) return true;
  const { pathname, search, hash, username } = new URL(text);
  return /^\/*$/.test(pathname) && `${search}${hash}${username}` === '';
}, 'must be scheme, host and port alone, such as https://portal.example.com: the portal cannot live below a path');

const variables = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORTAL_URL: origin.optional(),
  PORTAL_DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: address(['postgres:', 'postgresql:']).optional(),
  PORTAL_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  PORTAL_SPECS_DIR: z.string().min(1).optional(),
  PORTAL_DEMO: flag.optional(),
  PORTAL_ALLOW_TARGETS: z.string().default('').transform(list).pipe(z.array(target)),
  PORTAL_TRUST_PROXY: wholeNumber(0, 16).default(0),
  PORTAL_ROLES: z
    .string()
    .default(roleNames.join(','))
    .transform(list)
    .pipe(z.array(z.enum(roleNames, rolesMessage)).min(1, rolesMessage)),
  OIDC_ISSUER: address(['http:', 'https:']).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  SMTP_URL: address(['smtp:', 'smtps:']).optional(),
});
type Variables = z.infer<typeof variables>;

function oidcOf(v: Variables): Config['oidc'] {
  const given = [v.OIDC_ISSUER, v.OIDC_CLIENT_ID, v.OIDC_CLIENT_SECRET];
  if (given.every((value) => value === undefined)) return null;
  const [issuer, clientId, clientSecret] = given;
  if (!issuer || !clientId || !clientSecret) {
    throw new ConfigError(
      'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together: set all three, or none.',
    );
  }
  return { issuer, clientId, clientSecret };
}

function parseVariables(env: Record<string, string | undefined>): Variables {
  const known: Record<string, string> = {};
  for (const name of Object.keys(variables.shape)) {
    const value = env[name];
    if (value !== undefined && value !== '') known[name] = value;
  }
  const parsed = variables.safeParse(known);
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map(
    (issue) => `${String(issue.path[0])} ${issue.message}.`,
  );
  throw new ConfigError([...new Set(sentences)].join(' '));
}

/** Says to Next and React what they run for, before they are loaded; Next's telemetry stays off. */
export function setMode(dev: boolean): void {
  Object.assign(process.env, {
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  });
}

/**
 * Reads the environment once (design 2, "Environment").
 * Throws ConfigError with a sentence for every wrong value.
 */
export function parseEnv(
  env: Record<string, string | undefined> = process.env,
  cwd: string = process.cwd(),
): Config {
  const v = parseVariables(env);
  if (v.DATABASE_URL && !v.PORTAL_SECRET) {
    throw new ConfigError(
      'PORTAL_SECRET is missing: with DATABASE_URL set, every process needs the same secret of at least 16 characters. Make one with "openssl rand -base64 48" and set it.',
    );
  }
  const browserHost = v.HOST === '0.0.0.0' || v.HOST === '::' ? 'localhost' : v.HOST;
  const shownHost = browserHost.includes(':') ? `[${browserHost}]` : browserHost;
  const defaultUrl = `http://${loopbackHosts.has(v.HOST) ? 'localhost' : shownHost}:${v.PORT}`;
  return {
    port: v.PORT,
    host: v.HOST,
    portalUrl: (v.PORTAL_URL ?? defaultUrl).replace(/\/+$/, ''),
    dataDir: path.resolve(cwd, v.PORTAL_DATA_DIR),
    databaseUrl: v.DATABASE_URL ?? null,
    secret: v.PORTAL_SECRET ?? null,
    specsDir: v.PORTAL_SPECS_DIR ? path.resolve(cwd, v.PORTAL_SPECS_DIR) : null,
    demo: v.PORTAL_DEMO ?? (v.DATABASE_URL === undefined && loopbackHosts.has(v.HOST)),
    allowTargets: v.PORTAL_ALLOW_TARGETS,
    trustProxyHops: v.PORTAL_TRUST_PROXY,
    roles: [...new Set(v.PORTAL_ROLES)],
    oidc: oidcOf(v),
    smtpUrl: v.SMTP_URL ?? null,
  };
}
