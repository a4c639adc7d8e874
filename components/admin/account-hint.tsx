import type { ApplicationView } from '#lib/domain/applications/review.ts';
import { Callout } from '../ui/callout.tsx';

type AccountHintProps = Pick<ApplicationView, 'status' | 'account'>;

/** What a reviewer should know about the address before deciding. */
export function AccountHint({ status, account }: AccountHintProps) {
  if (status === 'unconfirmed') {
    return (
      <Callout tone="warn" title="The address is not confirmed">
        It can be decided once the applicant has followed the link that was mailed.
      </Callout>
    );
  }
  if (status !== 'pending' || !account) return null;
  return account.orgName ? (
    <Callout tone="warn" title="This address works for a partner already">
      It belongs to <bdi>{account.orgName}</bdi>. A person works for one organization, so this
      cannot be approved before they leave it.
    </Callout>
  ) : (
    <Callout title="This address has an account">
      It becomes the owner of the organization; no new account is made.
    </Callout>
  );
}
