import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { SiteShell } from '#components/site/site-shell.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { anonymousCtx, getViewer } from '#lib/auth/session.ts';
import { readInvitation } from '#lib/domain/team/invitations.ts';
import { roleMeanings } from '#lib/domain/team/schemas.ts';
import { routes } from '#lib/routes.ts';
import { orNotFound } from '../../dashboard/page-ctx.ts';
import { JoinAnew, JoinSignedIn } from '../join-forms.tsx';

// The address is a secret: no other site may learn it from here.
export const metadata: Metadata = {
  title: 'Invitation',
  robots: { index: false },
  referrer: 'same-origin',
};
export const dynamic = 'force-dynamic';

export default async function InvitationPage({ params }: { params: Promise<{ secret: string }> }) {
  const { secret } = await params;
  const incoming = await headers();
  const invitation = await orNotFound(readInvitation(anonymousCtx(incoming), secret));
  const viewer = await getViewer(incoming);
  const role = roleMeanings.find((one) => one.role === invitation.role);
  return (
    <SiteShell>
      <div className="mx-auto grid w-full max-w-sm gap-6 py-14 sm:py-20">
        <div>
          <h1 className="text-2xl font-semibold">
            Join <bdi>{invitation.orgName}</bdi>
          </h1>
          <p className="mt-1 text-[0.9375rem] leading-6 text-muted">
            You are invited as {role?.label.toLowerCase()}: {role?.meaning.toLowerCase()}.
          </p>
        </div>
        {viewer ? (
          <JoinSignedIn secret={secret} email={viewer.user.email} />
        ) : (
          <>
            <JoinAnew secret={secret} email={invitation.email} />
            <LinkButton href={routes.signIn(routes.invitation(secret))}>
              I have an account: sign in
            </LinkButton>
          </>
        )}
      </div>
    </SiteShell>
  );
}
