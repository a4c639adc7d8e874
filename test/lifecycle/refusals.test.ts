import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { refusal } from './portal-process.ts';

// Machines that run tests are busy; these start several processes each.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'portal-refusals-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const service = () => new URL(inject('templateUrl'));
const secret = 'a secret of sufficient length';

/** One sentence for people: no stack, no password, exit 1. */
function expectSentence(result: Awaited<ReturnType<typeof refusal>>): void {
  expect(result.code).toBe(1);
  expect(result.text).not.toMatch(/\n\s+at |node:internal|Error:/);
  expect(result.text).not.toContain(service().password);
  expect(result.text.split('\n')).toHaveLength(1);
  expect(result.text).toMatch(/\.$/);
}

async function refusedDatabase(change: (url: URL) => void): Promise<string> {
  const url = service();
  change(url);
  const result = await refusal({
    DATABASE_URL: url.href,
    PORTAL_SECRET: secret,
    PORTAL_DATA_DIR: path.join(dir, 'data'),
    PORT: String(await freePort()),
  });
  expectSentence(result);
  return result.text;
}

describe('the start is refused with a sentence that says what to do', () => {
  it('when the port is taken: which one, and how to choose another', async () => {
    const port = await freePort();
    const server = createServer().listen(port, '127.0.0.1');
    const result = await refusal({ PORT: String(port), PORTAL_DATA_DIR: path.join(dir, 'port') });
    server.close();
    expectSentence(result);
    expect(result.text).toContain(`Port ${port} on 127.0.0.1 is taken`);
    expect(result.text).toContain(`PORT=${port + 1} npm start`);
  });

  it('when the host of DATABASE_URL does not exist, or nothing listens there', async () => {
    const noHost = await refusedDatabase((url) => {
      url.hostname = 'no-such-host.invalid';
    });
    expect(noHost).toContain('there is no host named no-such-host.invalid');
    const free = String(await freePort());
    const nobody = await refusedDatabase((url) => {
      url.port = free;
    });
    expect(nobody).toContain(`no PostgreSQL answers at 127.0.0.1:${free}`);
  });

  it('when user or password of DATABASE_URL are wrong', async () => {
    const text = await refusedDatabase((url) => {
      url.password = 'wrong-password';
    });
    expect(text).toContain('does not let user "portal" in');
    expect(text).not.toContain('wrong-password');
  });

  it('when the database of DATABASE_URL does not exist', async () => {
    const text = await refusedDatabase((url) => {
      url.pathname = '/nowhere';
    });
    expect(text).toContain('has no database named "nowhere"');
  });

  it('when DATABASE_URL is no address at all', async () => {
    const result = await refusal({ DATABASE_URL: 'localhost/portal', PORTAL_SECRET: secret });
    expectSentence(result);
    expect(result.text).toContain('DATABASE_URL must be an address that begins with postgres://');
  });

  it('when PORTAL_SECRET is missing with DATABASE_URL', async () => {
    const result = await refusal({ DATABASE_URL: service().href });
    expectSentence(result);
    expect(result.text).toContain('PORTAL_SECRET is missing');
  });

  it('when the data folder cannot be made', async () => {
    await writeFile(path.join(dir, 'file'), '');
    const result = await refusal({ PORTAL_DATA_DIR: path.join(dir, 'file', 'data') });
    expectSentence(result);
    expect(result.text).toContain('cannot be written');
    expect(result.text).toContain('PORTAL_DATA_DIR');
  });

  it('when the data folder may not be written', async () => {
    const folder = await unwritableFolder();
    const result = await refusal({ PORTAL_DATA_DIR: folder });
    expectSentence(result);
    expect(result.text).toContain('cannot be written');
  });

  it('when the data folder lies where nobody can make one', async () => {
    const result = await refusal({ PORTAL_DATA_DIR: '/dev/null/portal/data' });
    expectSentence(result);
    expect(result.text).toContain('cannot be written');
  });

  it('when a setting is wrong: each by its name', async () => {
    const result = await refusal({ PORT: 'http', PORTAL_ROLES: 'web,everything' });
    expectSentence(result);
    expect(result.text).toContain('PORT must be a whole number');
    expect(result.text).toContain('PORTAL_ROLES must be a list of');
  });

  it('when a list of roles is empty, or the address has a path', async () => {
    const result = await refusal({ PORTAL_ROLES: ',', PORTAL_URL: 'https://example.com/portal' });
    expectSentence(result);
    expect(result.text).toContain('PORTAL_ROLES must be a list of');
    expect(result.text).toContain('the portal cannot live below a path');
  });

  it('when the folder of documents is none', async () => {
    const folder = path.join(dir, 'no-documents');
    const data = path.join(dir, 'data');
    const settings = { PORTAL_SPECS_DIR: folder, PORTAL_DATA_DIR: data, PORTAL_ROLES: 'web' };
    const result = await refusal(settings);
    expectSentence(result);
    expect(result.text).toContain(`PORTAL_SPECS_DIR names ${folder}, which is no folder`);
  });
});

/** Rights do not stop root, so root gets a folder in which the kernel lets nobody make anything. */
async function unwritableFolder(): Promise<string> {
  if (process.getuid?.() === 0) return '/proc/self/portal';
  const folder = path.join(dir, 'read-only');
  await mkdir(folder);
  await chmod(folder, 0o500);
  return folder;
}
