import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';

/** What a process of its own writes to standard error. */
async function errorOutput(text: string): Promise<string> {
  const args = ['--input-type=module', '-e', text];
  const child = spawn(process.execPath, args, {
    cwd: path.resolve(import.meta.dirname, '..'),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  await once(child, 'close');
  return output;
}

it('what a library writes to the console is one JSON line, without the values of a failed statement', async () => {
  const output = await errorOutput(`
    import { DrizzleQueryError } from 'drizzle-orm/errors';
    const { catchConsole } = await import('./server/log.ts');
    catchConsole();
    const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    console.error(' ⨯', new DrizzleQueryError('insert into "users" values ($1)', ['hunter2'], cause));
    console.warn('a page is', { slow: true });`);
  const lines = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { level: 50, msg: '⨯', err: { cause: { code: 'ECONNREFUSED' } } },
    { level: 40, msg: 'a page is { slow: true }' },
  ]);
  expect(output).toContain('insert into');
  expect(output).not.toContain('hunter2');
});

it('goes on when nobody reads any more', async () => {
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { log } = await import('./server/log.ts');
       await new Promise((resolve) => process.stdin.once('data', resolve));
       for (let i = 0; i < 3; i++) log.error('nobody reads this');
       process.exit(7);`,
    ],
    { cwd: path.resolve(import.meta.dirname, '..'), stdio: ['pipe', 'ignore', 'pipe'] },
  );
  child.stderr.destroy();
  child.stdin.write('now');
  expect(await once(child, 'close')).toEqual([7, null]);
});
