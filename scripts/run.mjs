// node scripts/run.mjs FILE.ts ARGUMENTS…: runs a TypeScript file with the Node that the project pins.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled, pinnedNode } from './support/install.mjs';
import { checkHostNode, endWithChildren, fail, root } from './support/project.mjs';

async function main() {
  checkHostNode();
  const handOver = endWithChildren();
  // Standard output belongs to the program, whose JSON somebody may be reading.
  await ensureInstalled(console.error);
  const node = await pinnedNode();
  handOver();
  const [file = '', ...args] = process.argv.slice(2);
  const child = spawn(node, [path.join(root, file), ...args], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.once('exit', (code) => process.exit(code ?? 1));
}

main().catch(fail);
