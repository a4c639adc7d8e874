import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { DashboardShell } from '#components/dashboard/dashboard-shell.tsx';
import { NoOrganization } from '#components/dashboard/no-organization.tsx';
import { getViewer, userCtxOf } from '#lib/auth/session.ts';
import { listApps } from '#lib/domain/apps/list-apps.ts';
import { routes } from '#lib/routes.ts';

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
  // A reviewer who works for no partner has pages of their own.
  if (!ctx && viewer.user.isReviewer) redirect(routes.admin());
  if (!ctx || !viewer.org) return <NoOrganization email={viewer.user.email} />;
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
