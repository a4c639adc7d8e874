import { CreateAppForms } from '#components/dashboard/apps/create-app-forms.tsx';
import { SignedOutForm } from '#components/dashboard/signed-out-form.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { routes } from '#lib/routes.ts';
import { isSignedOutAnswer, pageCtx } from '../../page-ctx.ts';
import { createAppAction } from './actions.ts';

export const metadata = { title: 'New app' };

export default async function NewAppPage() {
  if (await isSignedOutAnswer()) {
    return (
      <SignedOutForm title="New app" here={routes.newApp()}>
        <CreateAppForms action={createAppAction} />
      </SignedOutForm>
    );
  }
  const ctx = await pageCtx(routes.newApp());
  return (
    <>
      <PageHeader
        title="New app"
        description="An app begins as a draft that only your own sandbox schools can install. Nothing is sent to review until you submit it."
      />
      {ctx.actor.role === 'viewer' ? (
        <Callout tone="info" title="Viewers only look">
          Ask an owner or an admin of your organization to make you a developer.
        </Callout>
      ) : (
        <CreateAppForms action={createAppAction} />
      )}
    </>
  );
}
