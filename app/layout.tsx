import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import type { ReactNode } from 'react';
import { PageBehaviour } from '#components/site/page-behaviour.tsx';
import { SkipLink } from '#components/site/skip-link.tsx';
import { ThemeScript } from '#components/site/theme-script-tag.tsx';
import { getConfig } from '#lib/config/runtime.ts';
import { siteMetadata } from './site-metadata.ts';
import './globals.css';

const text = localFont({
  src: './fonts/inter-latin.woff2',
  weight: '400 700',
  variable: '--font-text',
  display: 'swap',
});
const code = localFont({
  src: './fonts/jetbrains-mono-latin.woff2',
  weight: '400 700',
  variable: '--font-code',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
});

export const dynamic = 'force-dynamic';

export const generateMetadata = (): Metadata => siteMetadata(getConfig().portalUrl);

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#111214' },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${text.variable} ${code.variable}`} suppressHydrationWarning>
      <head>
        <ThemeScript />
      </head>
      <body className="flex flex-col [&>main]:flex-1">
        <SkipLink />
        {children}
        <p id="announcer" aria-live="polite" className="sr-only" />
        <PageBehaviour />
      </body>
    </html>
  );
}
