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
  okta: { token: string; bearer_read: string };
};

const root = path.resolve(import.meta.dirname, '../..');

/** Runs the operator's command line beside the server under test. */
export async function portal(...args: string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    'node',
    ['scripts/run.mjs', 'scripts/portal/main.ts', ...args, '--json'],
    {
      cwd: root,
      env: {
        ...process.env,
        PORT: process.env.PORTAL_E2E_PORT,
        PORTAL_DATA_DIR: process.env.PORTAL_E2E_DIR,
      },
    },
  );
  return JSON.parse(stdout);
}

/** A fresh partner with everything in it. */
export async function makePartner(): Promise<Partner> {
  // The command's own output, in the form that its documentation promises.
  return (await portal('demo')) as Partner;
}
