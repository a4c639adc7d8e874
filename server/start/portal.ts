import type { Config } from '#lib/config/env.ts';
import { type DataDirLock, lockDataDir } from '#lib/db/embedded/data-dir-lock.ts';
import { checkSpecsDir, prepareDataDir } from './data-dir.ts';
import type { DemoSignIn } from './demo.ts';
import { probePort } from './port.ts';

export type StartOptions = {
  config: Config;
  dev: boolean;
  /** Told each step as it begins, in a word or two for whoever watches the start. */
  onStep: (text: string) => void;
  /** What is to be undone at the stop, last first; also what a start that failed half-way has opened. */
  stack: AsyncDisposableStack;
};

export type Portal = { url: string; demo: DemoSignIn | null };

/** What belongs to this process from now on; the configuration with the port that was found. */
export type Claim = { config: Config; lock: DataDirLock | null };

/**
 * Brings the portal up. What belongs to one process at a time is claimed before the rest is even loaded, so that a
 * refusal comes at once. Throws ConfigError with a sentence for everything that an operator can put right.
 */
export async function startPortal(options: StartOptions): Promise<Portal> {
  const claimed = await claim(options.config, options.stack);
  const { openPortal } = await import('./open-portal.ts');
  return openPortal(options, claimed);
}

/** The data folder and the port, which belong to one process at a time. */
async function claim(config: Config, stack: AsyncDisposableStack): Promise<Claim> {
  if (config.roles.includes('web')) checkSpecsDir(config.specsDir);
  await prepareDataDir(config.dataDir);
  // With a database service, N processes may share the folder: nothing in it belongs to one of them.
  const lock = config.databaseUrl
    ? null
    : await lockDataDir(config.dataDir, {
        kind: 'portal',
        address: config.portalUrl,
        allowTargets: [...config.allowTargets],
      });
  if (lock) stack.defer(() => lock.release());
  const port = await probePort(config.host, config.port);
  const portalUrl = config.portalUrl.replace(/:0$/, `:${port}`);
  await lock?.setAddress(portalUrl);
  return { config: { ...config, port, portalUrl }, lock };
}
