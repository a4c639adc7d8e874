import { useId } from 'react';
import type { ConsoleEnvironment } from '#lib/domain/console/schemas.ts';
import type { CredentialSummary } from '#lib/domain/credentials/schemas.ts';
import { routes } from '#lib/routes.ts';
import { Badge } from '../ui/badge.tsx';
import { Callout } from '../ui/callout.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Select } from '../ui/select.tsx';
import { shownBase } from './call-as.ts';

type CredentialChoiceProps = {
  credentials: readonly CredentialSummary[];
  chosen: string;
  onChoose(credentialId: string): void;
};

/** Which saved credential the calls go out with. */
export function CredentialChoice({ credentials, chosen, onChoose }: CredentialChoiceProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>Credential</label>
      <Select id={id} value={chosen} onChange={({ target }) => onChoose(target.value)}>
        {credentials.map(({ id, name, hint }) => (
          <option key={id} value={id}>
            {name} ({hint})
          </option>
        ))}
      </Select>
    </div>
  );
}

type RealEnvironmentProps = {
  environment: ConsoleEnvironment;
  credential?: CredentialSummary;
  /** What the operation needs. */
  scopes: readonly string[];
};

/** What is known of a credential's rights: they are the other host's to know. */
function rightsOf({ scheme, domain }: CredentialSummary): string {
  if (scheme === 'SSWS')
    return 'An API token: it may do what the administrator who made it may do.';
  return `Its scopes are known to ${domain ?? 'the API'} alone, which answers 403 when one is missing.`;
}

/** Says that what is sent is real, or how to come to a credential. */
export function RealEnvironment({ environment, credential, scopes }: RealEnvironmentProps) {
  if (credential) {
    return (
      <>
        <p className="console-as-facts">
          <span className="text-warn">A real environment: what you change here is changed.</span>
          <code>{shownBase(environment, credential)}</code>
        </p>
        <p className="console-as-facts">
          <span>{rightsOf(credential)}</span>
          {scopes.length > 0 ? (
            <span>
              This operation needs{' '}
              {scopes.map((scope) => (
                <Badge key={scope}>{scope}</Badge>
              ))}
            </span>
          ) : null}
        </p>
      </>
    );
  }
  return (
    <Callout
      tone="info"
      title={`${environment.label} is a real environment`}
      actions={
        <LinkButton size="sm" href={routes.credentials()}>
          Save a credential
        </LinkButton>
      }
    >
      Calls to <code>{environment.base}</code> need a token of your own, saved once. Use the sandbox
      until you have one: it answers as the contract says.
    </Callout>
  );
}
