import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { isAlive } from '#lib/db/embedded/leftover.ts';

const moduleAt = (name: string) =>
  JSON.stringify(
    pathToFileURL(path.resolve(import.meta.dirname, '../../scripts/support', name)).href,
  );

function script(text: string): { child: ChildProcess; said(): string } {
  const child = spawn(process.execPath, ['--input-type=module', '-e', text], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  return { child, said: () => output };
}

it.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
  ['SIGHUP', 129],
] as const)('%s while something is built ends the build too', async (signal, code) => {
  const { child, said } = script(`
    const { endWithChildren, run } = await import(${moduleAt('project.mjs')});
    endWithChildren();
    await run(process.execPath, ['-e', 'console.log(process.pid); setInterval(() => {}, 1000)']);`);
  await expect.poll(said).toMatch(/^\d+\n/);
  const build = Number(said());
  expect(isAlive(build)).toBe(true);
  child.kill(signal);
  expect(await once(child, 'close')).toEqual([code, null]);
  await expect.poll(() => isAlive(build)).toBe(false);
});

it('two starts of one checkout install and build one after the other, and the second finds it done', async () => {
  const text = `
    import { existsSync, writeFileSync, rmSync } from 'node:fs';
    const { oneAtATime } = await import(${moduleAt('one-at-a-time.mjs')});
    const mark = process.argv[1];
    const work = async () => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      writeFileSync(mark, '');
      console.log('built');
    };
    await oneAtATime(() => existsSync(mark), () => console.log('waiting'), work);`;
  const mark = path.join(process.env.TMPDIR ?? '/tmp', `portal-mark-${process.pid}`);
  const both = [1, 2].map(() => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', text, mark], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    return once(child, 'close').then(() => said);
  });
  const said = await Promise.all(both);
  await once(spawn('rm', ['-f', mark]), 'close');
  expect(said.join('').match(/built/g)).toHaveLength(1);
});
