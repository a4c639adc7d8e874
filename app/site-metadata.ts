import type { Metadata } from 'next';

const name = 'Okta Developer Portal';
const description =
  'Read the Okta APIs, try every operation, run against a sandbox and follow each webhook.';

/** What every page says of itself unless it knows better; addresses stand on the portal's own, one picture serves all. */
export const siteMetadata = (portalUrl: string): Metadata => ({
  metadataBase: new URL(portalUrl),
  title: { default: name, template: `%s · ${name}` },
  description,
  openGraph: {
    siteName: name,
    type: 'website',
    // The address of whichever page it is.
    url: './',
    images: [{ url: '/og.png', width: 1200, height: 630, alt: `${name}: read, try, run, follow` }],
  },
  twitter: { card: 'summary_large_image' },
  icons: { icon: '/icon.svg' },
});
