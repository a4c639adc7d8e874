import { themeScript } from './theme-script.ts';

export function ThemeScript() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, listed by hash in the server's policy.
  return <script dangerouslySetInnerHTML={{ __html: themeScript }} />;
}
