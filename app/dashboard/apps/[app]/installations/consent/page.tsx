import { notFound } from 'next/navigation';
import { ConsentForm } from '#components/dashboard/scopes/consent-form.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { readConsent } from '#lib/domain/scopes/consent.ts';
import { orNotFound } from '../../../../page-ctx.ts';
import { type AppParams, pageApp } from '../../../page-app.ts';

export const metadata = { title: 'Consent' };
type Search = { searchParams: Promise<{ tenant?: string | string[] }> };

export default async function ConsentPage({ params, searchParams }: AppParams & Search) {
  const { ctx, app } = await pageApp(params, 'installations');
  const { tenant } = await searchParams;
  if (typeof tenant !== 'string' || !/^[1-9]\d{0,8}$/.test(tenant)) notFound();
  const tenantId = Number(tenant);
  const consent = await orNotFound(readConsent(ctx, { appId: app.id, tenantId }));
  return (
    <>
      <PageHeader
        title="Consent"
        description="What the administrator of the school is asked. The sandbox’s schools are yours, so here you answer for them."
      />
      <ConsentForm
        app={app.id}
        tenantId={tenantId}
        consent={consent}
        canChange={ctx.actor.role !== 'viewer'}
      />
    </>
  );
}
