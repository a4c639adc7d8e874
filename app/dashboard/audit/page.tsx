import type { Metadata } from 'next';
import { AuditFilter } from '#components/dashboard/audit/audit-filter.tsx';
import { AuditTable } from '#components/dashboard/audit/audit-table.tsx';
import { VerifyChain } from '#components/dashboard/audit/verify-chain.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listAudit } from '#lib/domain/audit/read-audit.ts';
import { mayManage } from '#lib/domain/team/manage-team.ts';
import { routes } from '#lib/routes.ts';
import { pageCtx } from '../page-ctx.ts';

export const metadata: Metadata = { title: 'Audit' };
type Search = { searchParams: Promise<{ action?: string | string[]; before?: string | string[] }> };

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
  const { action: wanted, before } = await searchParams;
  const action = typeof wanted === 'string' && wanted !== '' ? wanted : undefined;
  const at = Number(before);
  const list = await listAudit(ctx, {
    action,
    before: Number.isSafeInteger(at) && at > 0 ? at : undefined,
  });
  return (
    <>
      {header}
      <VerifyChain />
      <AuditFilter actions={list.actions} action={action} />
      <AuditTable rows={list.rows} />
      {list.next ? (
        <LinkButton
          className="justify-self-start"
          href={routes.audit({ action, before: list.next })}
        >
          Older entries
        </LinkButton>
      ) : null}
    </>
  );
}
