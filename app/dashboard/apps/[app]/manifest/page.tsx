import { KeptManifest } from '#components/dashboard/manifest/kept-manifest.tsx';
import { ManifestEditor } from '#components/dashboard/manifest/manifest-editor.tsx';
import { SignedOutForm } from '#components/dashboard/signed-out-form.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { readDraft } from '#lib/domain/versions/draft.ts';
import { routes } from '#lib/routes.ts';
import { isId } from '#lib/std/ids.ts';
import { isSignedOutAnswer } from '../../../page-ctx.ts';
import { type AppParams, pageApp } from '../../page-app.ts';
import { saveManifestAction } from './actions.ts';

export const metadata = { title: 'Manifest' };

export default async function ManifestPage({ params }: AppParams) {
  const { app: id } = await params;
  if (isId('app', id) && (await isSignedOutAnswer())) {
    return (
      <SignedOutForm title="Manifest" here={routes.app(id, 'manifest')}>
        <KeptManifest app={id} action={saveManifestAction} />
      </SignedOutForm>
    );
  }
  const { ctx, app } = await pageApp(params, 'manifest');
  const manifest = await readDraft(ctx, app.id);
  return (
    <>
      <PageHeader
        title="Manifest"
        description="What the next version of the app says about itself. Save it as a draft, mend what the rules find, then submit it."
        actions={
          <>
            <LinkButton href={routes.docs('developer/manifest')}>Fields and examples</LinkButton>
            <LinkButton href={routes.app(app.id, 'versions')}>Versions</LinkButton>
          </>
        }
      />
      <ManifestEditor
        key={manifest.revision}
        app={app.id}
        manifest={manifest}
        canChange={ctx.actor.role !== 'viewer'}
        action={saveManifestAction}
      />
    </>
  );
}
