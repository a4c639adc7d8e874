import type { Metadata } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { DashboardShell } from '#components/dashboard/dashboard-shell.tsx';
import { NoOrganization } from '#components/dashboard/no-organization.tsx';
import { getViewer, personCtxOf, userCtxOf } from '#lib/auth/session.ts';
import { listApps } from '#lib/domain/apps/list-apps.ts';
import { OwnAccount } from './sessions/own-account.tsx';

export const metadata: Metadata = {
  title: { default: 'Dashboard', template: '%s · Dashboard' },
  robots: { index: false },
};
export const dynamic = 'force-dynamic';

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const incoming = await headers();
  const viewer = await getViewer(incoming);
  // The page itself sends people to sign in: it knows where they wanted to go.
  if (!viewer) return children;
  const ctx = userCtxOf(incoming, viewer);
  // A reviewer who works for no partner has pages of their own; the page sends them there.
  if (!ctx && viewer.user.isReviewer) return children;
  if (!ctx || !viewer.org) {
    const { name, email } = viewer.user;
    return (
      <NoOrganization account={{ name, email }}>
        <OwnAccount ctx={personCtxOf(incoming, viewer)} />
      </NoOrganization>
    );
  }
  const apps = await listApps(ctx);
  const { name, email, isReviewer } = viewer.user;
  return (
    <DashboardShell
      account={{ name, email, isReviewer }}
      orgName={viewer.org.name}
      apps={apps.map(({ id, name }) => ({ id, name }))}
    >
      {children}
    </DashboardShell>
  );
}
