'use client';
import type { InstallationRow } from '#lib/domain/installations/list-installations.ts';
import type { AskedScope } from '#lib/domain/scopes/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { reloadPage, usePortalAct } from '../use-portal-act.ts';

type InstallationActionsProps = {
  app: AppId;
  installation: Pick<InstallationRow, 'id' | 'tenantId' | 'tenantName' | 'scopes'>;
  /** What the app asks for. */
  asked: readonly AskedScope[];
};

/** What can be done with a living installation: consent to what is new, and removing it. */
export function InstallationActions({ app, installation, asked }: InstallationActionsProps) {
  const { id, tenantId, tenantName, scopes } = installation;
  const { act } = usePortalAct(routes.appData(app, 'installations', id));
  const news = asked.filter(({ scope }) => !scopes.includes(scope)).length;
  return (
    <>
      {news > 0 ? (
        <LinkButton size="sm" href={routes.consent(app, tenantId)}>
          Consent to {news} more
        </LinkButton>
      ) : null}
      <span data-needs-js="">
        <ConfirmDialog
          trigger={<Button size="sm">Uninstall</Button>}
          title={`Uninstall from ${tenantName}?`}
          action="Uninstall"
          onConfirm={async () => {
            await act({ action: 'uninstall' });
            reloadPage();
          }}
        >
          Its tokens stop working with the very next request, and app.uninstalled is sent. Its
          requests, deliveries and past tokens stay readable. Installing again makes a new
          installation.
        </ConfirmDialog>
      </span>
    </>
  );
}
