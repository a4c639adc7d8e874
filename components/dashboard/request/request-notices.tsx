import type { LoggedRequest } from '#lib/domain/requests/get-request.ts';
import { errorTable } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Callout } from '../../ui/callout.tsx';
import { LinkButton } from '../../ui/link-button.tsx';

type RequestNoticesProps = { appId: AppId; row: LoggedRequest };

const outcomes = {
  stored: null,
  replayed: 'This key was used before: the stored answer came again, and nothing was done twice.',
  conflict: 'This key was used before with another method, path or body, so nothing was done.',
  in_progress: 'The first request with this key was still running, so nothing was done.',
  invalid: 'The key is not 1 to 255 printable ASCII characters, so nothing was done.',
} as const;

/** What is remarkable about a call, and what to do about it. */
export function RequestNotices({ appId, row }: RequestNoticesProps) {
  const { deniedScope, errorCode, idempotency } = row;
  const outcome = idempotency ? outcomes[idempotency] : null;
  const known = errorCode !== null && Object.hasOwn(errorTable, errorCode);
  return (
    <>
      {deniedScope ? (
        <Callout
          tone="warn"
          title="A scope was missing"
          actions={
            <>
              <LinkButton size="sm" href={routes.app(appId, 'scopes')}>
                Scopes of this app
              </LinkButton>
              <LinkButton size="sm" variant="ghost" href={routes.error('scope_not_granted')}>
                What this means
              </LinkButton>
            </>
          }
        >
          The installation has not been granted <code>{deniedScope}</code>.
        </Callout>
      ) : null}
      {!deniedScope && known ? (
        <Callout
          tone={row.status >= 500 ? 'bad' : 'warn'}
          title={errorCode}
          actions={
            <LinkButton size="sm" href={routes.error(errorCode)}>
              How to mend it
            </LinkButton>
          }
        >
          The API refused this call. Its answer below says why.
        </Callout>
      ) : null}
      {outcome ? <Callout title={`Idempotency: ${idempotency}`}>{outcome}</Callout> : null}
    </>
  );
}
