'use client';
import type { PartnerScope } from '#lib/domain/installations/scopes.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Refusal } from '../refusal.tsx';
import { reloadPage, usePortalAct } from '../use-portal-act.ts';

/** Takes a scope out of the manifest of the next version. */
export function DropScope({ app, scope }: { app: AppId; scope: PartnerScope }) {
  const { press, busy, problem } = usePortalAct(routes.appData(app, 'scopes'));
  const drop = async () => {
    if (await press({ action: 'drop', scope })) reloadPage();
  };
  return (
    <div className="grid gap-1" data-needs-js="">
      <Button
        size="sm"
        busy={busy}
        aria-label={`No longer ask for ${scope}`}
        onClick={() => void drop()}
      >
        No longer ask
      </Button>
      <Refusal text={problem} />
    </div>
  );
}
