import { env } from 'node:process';
import { getConfig } from '#lib/config/runtime.ts';

/**
 * next-auth learns its own address from the environment and from nowhere else. It is written there from the
 * configuration, so that the configuration stays the one thing that people set; nothing of ours reads it back.
 */
export function prepareAuth(): void {
  env.NEXTAUTH_URL = getConfig().portalUrl;
}
