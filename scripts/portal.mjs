// npm run --silent portal -- COMMAND: runs the command line with the Node that the project pins.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled, pinnedNode } from './support/install.mjs';
import { checkHostNode, fail, root } from './support/project.mjs';

async function main() {
  checkHostNode();
  await ensureInstalled(console.error);
  const node = await pinnedNode();
  const args = [path.join(root, 'scripts/portal/main.ts'), ...process.argv.slice(2)];
  const child = spawn(node, args, { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
}

main().catch(fail);
