import type { Metadata } from 'next';
import { Hero } from '#components/site/home/hero.tsx';
import { Thread } from '#components/site/home/thread.tsx';
import { WaysIn } from '#components/site/home/ways-in.tsx';
import { SiteShell } from '#components/site/site-shell.tsx';
import { getConfig } from '#lib/config/runtime.ts';
import { routes } from '#lib/routes.ts';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { alternates: { canonical: routes.home() } };

export default function HomeRoute() {
  return (
    <SiteShell>
      <Hero sandbox={getConfig().portalUrl + routes.partnersBase()} />
      <Thread />
      <WaysIn />
    </SiteShell>
  );
}
