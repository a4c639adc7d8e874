import type { Metadata } from 'next';
import { AuditFilters } from '#components/dashboard/audit/audit-filters.tsx';
import { AuditTable } from '#components/dashboard/audit/audit-table.tsx';
import { NoEntries } from '#components/dashboard/audit/no-entries.tsx';
import { VerifyChain } from '#components/dashboard/audit/verify-chain.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listAudit } from '#lib/domain/audit/read-audit.ts';
import { auditFilter } from '#lib/domain/audit/schemas.ts';
import { mayManage } from '#lib/domain/team/manage-team.ts';
import { routes } from '#lib/routes.ts';
import { pageCtx } from '../page-ctx.ts';

export const metadata: Metadata = { title: 'Audit' };
type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: Search) {
  const ctx = await pageCtx(routes.audit());
  const header = (
    <PageHeader
      title="Audit"
      description="Who did what, when and from where. Entries are only ever added, each with the hash of the one before."
    />
  );
  if (!mayManage(ctx.actor.role)) {
    return (
      <>
        {header}
        <Callout title="Owners and admins read the audit trail">Ask one of your team.</Callout>
      </>
    );
  }
  const filter = auditFilter.parse(await searchParams);
  const list = await listAudit(ctx, filter);
  const { before: _before, ...filters } = filter;
  const older = list.next ? routes.audit({ ...filters, before: list.next }) : null;
  return (
    <>
      {header}
      <VerifyChain filters={filters} />
      <AuditFilters filter={filter} actions={list.actions} actors={list.actors} />
      {list.rows.length > 0 ? <AuditTable rows={list.rows} /> : <NoEntries />}
      {older ? (
        <LinkButton className="justify-self-start" href={older}>
          Older entries
        </LinkButton>
      ) : null}
    </>
  );
}
