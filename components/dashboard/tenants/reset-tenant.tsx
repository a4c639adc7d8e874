'use client';
import { useState } from 'react';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { portalFetch } from '../portal-fetch.ts';
import { SizeChoice, type TenantSize } from './size-choice.tsx';

type ResetTenantProps = { app: AppId; tenant: { id: number; name: string; students: number } };

/** Fills a school anew, after asking once. */
export function ResetTenant({ app, tenant }: ResetTenantProps) {
  const [size, setSize] = useState<TenantSize>(tenant.students > 5000 ? 'large' : 'small');
  const reset = async () => {
    const url = routes.appData(app, 'tenants', String(tenant.id));
    await portalFetch(url, { method: 'POST', body: { action: 'reset', size } });
    window.location.reload();
  };
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" data-needs-js="" aria-label={`Reset ${tenant.name}`}>
          Reset
        </Button>
      }
      title={`Reset ${tenant.name}?`}
      action="Reset school"
      onConfirm={reset}
    >
      <div className="grid gap-4">
        <p>
          Its students, guardians, employees, subjects, school years and messages are replaced by
          new ones with new ids. Installations, tokens, events and logs stay.
        </p>
        <SizeChoice size={size} onChange={setSize} />
      </div>
    </ConfirmDialog>
  );
}
