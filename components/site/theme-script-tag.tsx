import { earlyScript } from './early-script.ts';
import { themeScript } from './theme-script.ts';

/** The scripts of every page that run before it is drawn. */
export function ThemeScript() {
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, listed by hash in the server's policy. */}
      <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: likewise. */}
      <script dangerouslySetInnerHTML={{ __html: earlyScript }} />
    </>
  );
}
