import type { Config } from './env.ts';

/** The configuration after start: the secret is always there. */
export type RuntimeConfig = Config & { secret: string; databaseUrl: string };

// The bundler gives the pages their own copy of this module; the process has one configuration all the same.
const key = Symbol.for('okta-portal.config');
type Holder = { [key]?: RuntimeConfig };

/** Called once by the process's entry, before anything asks. */
export function setConfig(config: RuntimeConfig): void {
  (globalThis as Holder)[key] = config;
}

/** The process's configuration. Throws when the process was not started through its entry. */
export function getConfig(): RuntimeConfig {
  const config = (globalThis as Holder)[key];
  if (!config) throw new Error('The configuration is read before the start has set it.');
  return config;
}
