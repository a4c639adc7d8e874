import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** What `portal demo --json` prints. */
export type Partner = {
  url: string;
  email: string;
  password: string;
  org: string;
  app: string;
  tenant_id: number;
  installation_id: string;
  token: string;
  webhook: { endpoint_id: string; secret: string };
  okta: { base_url: string; token: string; bearer_read: string };
};

const root = path.resolve(import.meta.dirname, '../..');

type Settings = Readonly<Record<string, string>>;

/** Runs the operator's command line beside the server under test. */
export const portal = (...args: string[]): Promise<unknown> => portalWith({}, args);

/** Runs it beside the portal that has these settings. */
async function portalWith(settings: Settings, args: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    'node',
    ['scripts/run.mjs', 'scripts/portal/main.ts', ...args, '--json'],
    {
      cwd: root,
      env: {
        ...process.env,
        PORT: process.env.PORTAL_E2E_PORT,
        PORTAL_DATA_DIR: process.env.PORTAL_E2E_DIR,
        ...settings,
      },
    },
  );
  return JSON.parse(stdout);
}

/** A fresh partner with everything in it. */
export async function makePartner(settings: Settings = {}): Promise<Partner> {
  // The command's own output, in the form that its documentation promises.
  return (await portalWith(settings, ['demo'])) as Partner;
}
