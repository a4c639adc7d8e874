import { type ChildProcess, spawn } from 'node:child_process';
import net from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { closeServer } from '../../test/support/receiver.ts';
import { openSocket } from './open-socket.ts';

let deaf: ChildProcess | null = null;
let server: net.Server | null = null;
const callers: net.Socket[] = [];
afterEach(() => {
  deaf?.kill('SIGKILL');
  for (const caller of callers.splice(0)) caller.destroy();
  if (server) closeServer(server);
});

/** A port of 127.0.0.1 whose process never answers its door: who comes after the queue is full hears nothing. */
async function deafPort(): Promise<number> {
  const script = `const server = require('net').createServer();
    server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
      require('fs').writeSync(1, String(server.address().port) + '\\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  deaf = child;
  const port = await new Promise<number>((resolve) =>
    child.stdout.once('data', (text) => resolve(Number(text))),
  );
  for (let i = 0; i < 4; i++) {
    const caller = net.connect({ host: '127.0.0.1', port });
    caller.on('error', () => undefined);
    callers.push(caller);
  }
  await expect.poll(() => callers.filter(({ connecting }) => !connecting).length).toBe(2);
  return port;
}

it('an address that says nothing leaves time for the next one of the name', async () => {
  const port = await deafPort();
  const willing = net.createServer((socket) => socket.on('error', () => socket.destroy()));
  server = willing;
  await new Promise<void>((resolve) => willing.listen(port, '127.0.0.2', resolve));
  const { socket } = await openSocket({
    addresses: ['127.0.0.1', '127.0.0.2'],
    port,
    secureName: null,
    signal: AbortSignal.timeout(20_000),
    eachMs: 200,
  });
  expect(socket.remoteAddress).toBe('127.0.0.2');
  socket.destroy();
});

it('the last address has the whole time that is left', async () => {
  const port = await deafPort();
  const opening = openSocket({
    addresses: ['127.0.0.1'],
    port,
    secureName: null,
    signal: AbortSignal.timeout(600),
    eachMs: 50,
  });
  await expect(opening).rejects.toMatchObject({ code: 'timeout' });
});
