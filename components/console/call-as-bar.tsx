import { useId } from 'react';
import type {
  ConsoleCaller,
  ConsoleContext,
  ConsoleEnvironment,
} from '#lib/domain/console/schemas.ts';
import { routes } from '#lib/routes.ts';
import { Badge } from '../ui/badge.tsx';
import { Callout } from '../ui/callout.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Select } from '../ui/select.tsx';
import { type CallAs, credentialOf } from './call-as.ts';
import { CredentialChoice, RealEnvironment } from './credential-choice.tsx';
import type { ConsoleOperation } from './document.ts';
import { MissingScopes } from './missing-scopes.tsx';

type CallAsBarProps = {
  api: string;
  context: ConsoleContext;
  /** What is going to be called; absent in the explorer, where it can be anything. */
  operation?: ConsoleOperation;
  callAs: CallAs;
  onChange(callAs: CallAs): void;
  /** Called before the page is left for signing in. */
  onLeave?(): void;
};

/** Who am I calling as: environment, app, tenant, and whether that is enough for this operation. */
export function CallAsBar({ api, context, operation, callAs, onChange, onLeave }: CallAsBarProps) {
  const id = useId();
  const caller = context.callers.find((each) => each.id === callAs.installationId);
  const environment = context.environments.find((each) => each.id === callAs.environment);
  const inSandbox = environment?.kind === 'sandbox';
  const isPartners = api === 'partners';
  const credential = credentialOf(context, callAs);
  return (
    <div className="console-section console-as">
      <div className="console-as-fields">
        <div>
          <label htmlFor={`${id}-environment`}>Environment</label>
          <Select
            id={`${id}-environment`}
            value={callAs.environment}
            onChange={(event) => onChange({ ...callAs, environment: event.target.value })}
          >
            {context.environments.map((each) => (
              <option key={each.id} value={each.id}>
                {each.label}
              </option>
            ))}
          </Select>
        </div>
        {inSandbox && context.user && context.callers.length > 0 ? (
          <div>
            <label htmlFor={`${id}-installation`}>Calling as</label>
            <Select
              id={`${id}-installation`}
              value={callAs.installationId ?? ''}
              onChange={(event) => onChange({ ...callAs, installationId: event.target.value })}
            >
              {context.callers.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.app.name} in {each.tenant.name}
                </option>
              ))}
            </Select>
          </div>
        ) : null}
        {context.user && environment?.kind === 'published' && credential ? (
          <CredentialChoice
            credentials={context.credentials.filter((each) => each.environment === environment.id)}
            chosen={credential.id}
            onChoose={(credentialId) => onChange({ ...callAs, credentialId })}
          />
        ) : null}
      </div>
      {context.user === null ? (
        <GuestNotice context={context} operation={operation} onLeave={onLeave} />
      ) : null}
      {context.user && inSandbox && isPartners ? (
        <ScopeFacts caller={caller} operation={operation} />
      ) : null}
      {context.user && inSandbox && !isPartners ? (
        <p className="console-as-facts">
          As your organization's Okta sandbox org, with every scope that it knows.
        </p>
      ) : null}
      {environment?.kind === 'published' ||
      (environment && URL.canParse(environment.base)) ? null : (
        <NoAddress environment={environment} />
      )}
      {context.user && environment?.kind === 'published' ? (
        <RealEnvironment
          environment={environment}
          credential={credential}
          scopes={operation?.scopes ?? []}
        />
      ) : null}
    </div>
  );
}

/** A document may name no server, or none that says at which host it is. */
function NoAddress({ environment }: { environment: ConsoleEnvironment | undefined }) {
  return (
    <Callout tone="warn" title="The document does not say where the API answers">
      {environment ? (
        <>
          Its server is <code>{environment.base}</code>, and calls need the address of a host.
        </>
      ) : (
        'It names no server that the console can call.'
      )}{' '}
      Whoever keeps the document can add one.
    </Callout>
  );
}

function ScopeFacts({
  caller,
  operation,
}: {
  caller?: ConsoleCaller;
  operation?: ConsoleOperation;
}) {
  if (!caller) {
    return (
      <Callout
        tone="warn"
        title="Your organization has no installation yet"
        actions={
          <LinkButton size="sm" href={routes.dashboard()}>
            Open the dashboard
          </LinkButton>
        }
      >
        Install an app in a sandbox tenant; its token is then used here by itself.
      </Callout>
    );
  }
  const needed = operation?.scopes ?? [];
  const missing = needed.filter((scope) => !caller.scopes.includes(scope));
  return (
    <>
      <p className="console-as-facts">
        <span>Tenant {caller.tenant.id}</span>
        <span>
          {caller.scopes.length} {caller.scopes.length === 1 ? 'scope' : 'scopes'} granted
        </span>
        {needed.map((scope) => (
          <Badge key={scope} tone={missing.includes(scope) ? 'warn' : 'good'}>
            {scope}
          </Badge>
        ))}
      </p>
      <MissingScopes caller={caller} needed={needed} />
    </>
  );
}

type GuestNoticeProps = Pick<CallAsBarProps, 'context' | 'operation' | 'onLeave'>;

function GuestNotice({ context, operation, onLeave }: GuestNoticeProps) {
  const reads = !operation || operation.method === 'GET' || operation.method === 'HEAD';
  const mayRead = reads && context.guest !== null;
  const { pathname, search } = window.location;
  return (
    <Callout
      tone={mayRead ? 'info' : 'warn'}
      title={mayRead ? 'You are a guest' : 'Sign in to send this request'}
      actions={
        <LinkButton
          size="sm"
          variant={mayRead ? 'secondary' : 'primary'}
          href={routes.signIn(operation ? `${pathname}#try` : pathname + search)}
          data-hard=""
          onClick={onLeave}
        >
          Sign in
        </LinkButton>
      }
    >
      {mayRead
        ? `You can read the demo tenant, ${context.guest?.tenantName}. Sign in to call as your own app, and to write.`
        : operation
          ? 'You come back to this form as you left it.'
          : 'You come back to this page.'}
    </Callout>
  );
}
