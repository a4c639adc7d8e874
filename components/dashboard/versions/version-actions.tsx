'use client';
import type { Submitted } from '#lib/domain/versions/submit-version.ts';
import type { VersionView } from '#lib/domain/versions/version-view.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Refusal } from '../refusal.tsx';
import { reloadPage, usePortalAct } from '../use-portal-act.ts';

type VersionActionsProps = {
  app: AppId;
  version: Pick<VersionView, 'id' | 'number' | 'status' | 'revision' | 'publishedAt'>;
};

/** What the partner can do with a version in its state. */
export function VersionActions({ app, version }: VersionActionsProps) {
  const { id: versionId, number, status, revision, publishedAt } = version;
  const { act, press, busy, problem } = usePortalAct(routes.appData(app, 'versions'));
  const run = async (body: object) => {
    await act(body);
    reloadPage();
  };
  const submit = async () => {
    if (await press<Submitted>({ action: 'submit', versionId, revision })) reloadPage();
  };
  const common = { size: 'sm', busy } as const;
  switch (status) {
    case 'draft':
      return (
        <span className="flex flex-wrap gap-2">
          <LinkButton size="sm" href={routes.app(app, 'manifest')}>
            Edit the manifest
          </LinkButton>
          <Button {...common} data-needs-js="" variant="primary" onClick={() => void submit()}>
            Submit
          </Button>
          <Refusal text={problem} />
        </span>
      );
    case 'in_review':
      return (
        <ConfirmDialog
          trigger={
            <Button {...common} data-needs-js="">
              Withdraw
            </Button>
          }
          title={`Withdraw version ${number}?`}
          action="Withdraw"
          destructive={false}
          onConfirm={() => run({ action: 'withdraw', versionId })}
        >
          The reviewers no longer see it. It is a draft again, unless you have begun the next one.
        </ConfirmDialog>
      );
    case 'approved':
      return (
        <ConfirmDialog
          trigger={
            <Button {...common} data-needs-js="" variant="primary">
              Publish
            </Button>
          }
          title={`Publish version ${number}?`}
          action="Publish"
          destructive={false}
          onConfirm={() => run({ action: 'publish', versionId })}
        >
          Tenants are asked for what it asks from now on. What they granted before stays granted.
        </ConfirmDialog>
      );
    case 'rejected':
      return (
        <LinkButton size="sm" href={routes.app(app, 'manifest')}>
          Mend the manifest
        </LinkButton>
      );
    case 'superseded':
      return publishedAt === null ? null : (
        <ConfirmDialog
          trigger={
            <Button {...common} data-needs-js="">
              Roll back to it
            </Button>
          }
          title={`Roll back to version ${number}?`}
          action="Roll back"
          onConfirm={() => run({ action: 'rollback', number })}
        >
          A new version with its manifest is published at once, in place of the one that is
          published now. What schools granted stays granted.
        </ConfirmDialog>
      );
    case 'published':
      return (
        <LinkButton size="sm" href={routes.app(app, 'manifest')}>
          Begin the next version
        </LinkButton>
      );
  }
}
