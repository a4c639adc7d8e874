import { earlyScript } from '#components/site/early-script.ts';
import { themeScript } from '#components/site/theme-script.ts';

/** The portal's own inline scripts, word by word as they stand in the pages. */
export const fixedScripts: ReadonlySet<string> = new Set([themeScript, earlyScript]);
