import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { AdminShell } from '#components/admin/admin-shell.tsx';
import { getViewer } from '#lib/auth/session.ts';

export const metadata: Metadata = {
  title: { default: 'Review', template: '%s · Review' },
  robots: { index: false },
};
export const dynamic = 'force-dynamic';

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const viewer = await getViewer(await headers());
  // The page sends guests to sign in.
  if (!viewer) return children;
  if (!viewer.user.isReviewer) notFound();
  const { name, email } = viewer.user;
  return (
    <AdminShell account={{ name, email, isReviewer: true }} hasOrganization={viewer.org !== null}>
      {children}
    </AdminShell>
  );
}
