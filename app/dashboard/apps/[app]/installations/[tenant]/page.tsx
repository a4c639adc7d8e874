import { ChannelsCard } from '#components/dashboard/tenants/channels-card.tsx';
import { Outbox } from '#components/dashboard/tenants/outbox.tsx';
import { TenantFacts } from '#components/dashboard/tenants/tenant-facts.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { getTenant } from '#lib/domain/tenants/get-tenant.ts';
import { routes } from '#lib/routes.ts';
import { orNotFound } from '../../../../page-ctx.ts';
import { pageApp } from '../../../page-app.ts';

export const metadata = { title: 'School' };

type Props = {
  params: Promise<{ app: string; tenant: string }>;
  searchParams: Promise<{ before?: string | string[] }>;
};

export default async function TenantPage({ params, searchParams }: Props) {
  const { tenant: id } = await params;
  const { before } = await searchParams;
  const { ctx, app } = await pageApp(params, 'installations');
  const from = typeof before === 'string' ? before : null;
  const school = await orNotFound(getTenant(ctx, id, from));
  const { tenant, outbox, next } = school;
  return (
    <>
      <PageHeader
        title={<bdi>{tenant.name}</bdi>}
        description="A school of the sandbox: its records, its notification channels, and the messages sent through them."
        actions={
          from ? <LinkButton href={routes.tenant(app.id, tenant.id)}>Newest</LinkButton> : undefined
        }
      />
      <TenantFacts tenant={tenant} records={school.records} />
      <ChannelsCard channels={school.channels} />
      <Outbox messages={outbox} />
      {next ? (
        <LinkButton
          className="justify-self-start"
          href={routes.tenant(app.id, tenant.id, { before: next })}
        >
          Older messages
        </LinkButton>
      ) : null}
    </>
  );
}
