import { scriptHashes } from './inline-scripts.ts';

const shared = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

/** The policy of one rendered page: its own files, and the inline scripts that are known. */
export function pagePolicy(html: string, fixed: ReadonlySet<string>): string {
  const scripts = ["script-src 'self'", ...scriptHashes(html, fixed)].join(' ');
  return [...shared, "connect-src 'self'", scripts].join('; ');
}

/** `npm run dev` evaluates modules and talks to the page over a socket; never used by `npm start`. */
export const developmentPolicy = [
  ...shared,
  "connect-src 'self' ws:",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
].join('; ');
