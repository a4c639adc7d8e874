import type { OwnApplication } from '#lib/domain/applications/apply.ts';
import { routes } from '#lib/routes.ts';
import { Callout } from '../ui/callout.tsx';
import { LinkButton } from '../ui/link-button.tsx';

type ApplicationStateProps = {
  application: OwnApplication;
  /** The portal sends mail, so links come that way. */
  mails: boolean;
};

/** How an application stands and what comes next. */
export function ApplicationState({ application, mails }: ApplicationStateProps) {
  const { status, email, reason } = application;
  switch (status) {
    case 'unconfirmed':
      return (
        <Callout tone="warn" title="Confirm your address">
          A mail with a link is on its way to <bdi className="break-all">{email}</bdi>. A reviewer
          reads the application once you have followed it.
        </Callout>
      );
    case 'pending':
      return (
        <Callout title="Waiting for a reviewer">
          {mails ? 'You get a mail when it is decided; this' : 'This'} page shows the decision, too.
        </Callout>
      );
    case 'approved':
      return (
        <Callout
          tone="good"
          title="Approved"
          actions={<LinkButton href={routes.signIn()}>Sign in</LinkButton>}
        >
          Your organization is there, and you are its owner.{' '}
          {mails
            ? 'If you had no account, the mail about it has a link by which you choose a password.'
            : 'If you had no account, the reviewer hands you a link by which you choose a password.'}
        </Callout>
      );
    case 'declined':
      return (
        <Callout
          tone="bad"
          title="Declined"
          actions={<LinkButton href={routes.apply()}>Apply again</LinkButton>}
        >
          <p>The reviewer wrote:</p>
          <p className="mt-1 break-words whitespace-pre-line" dir="auto">
            {reason}
          </p>
        </Callout>
      );
  }
}
