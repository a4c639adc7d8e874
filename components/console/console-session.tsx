'use client';
import { useMemo, useRef, useState } from 'react';
import type { ConsoleContext, ConsoleEnvironment } from '#lib/domain/console/schemas.ts';
import type { CredentialSummary } from '#lib/domain/credentials/schemas.ts';
import { AnswerPanel } from './answer/answer-panel.tsx';
import type { Token } from './answer/sent-request.tsx';
import {
  type CallAs,
  contextFor,
  credentialOf,
  rememberCallAs,
  shownBase,
  startingCallAs,
} from './call-as.ts';
import { CallAsBar } from './call-as-bar.tsx';
import { TypedOperation } from './check/check-request.ts';
import type { ConsoleOperation } from './document.ts';
import { type FormHandle, saveForm } from './form-memory.ts';
import { FormTools } from './form-tools.tsx';
import type { Where } from './relay-fetch.ts';
import { SwaggerOperation } from './swagger-operation.tsx';
import { useExchange } from './use-exchange.ts';
import { withWorkingExamples } from './working-examples.ts';

type ConsoleSessionProps = {
  api: string;
  slug: string;
  operation: ConsoleOperation;
  context: ConsoleContext;
};

/** One operation being tried: as whom, with what, and what came back. */
export function ConsoleSession({ api, slug, operation, context: all }: ConsoleSessionProps) {
  const context = useMemo(() => contextFor(all, operation.servers), [all, operation]);
  const [callAs, setCallAs] = useState<CallAs>(() => startingCallAs(context));
  const form = useRef<FormHandle>(null);
  const credential = credentialOf(context, callAs);
  const memoryKey = `${api} ${slug} ${callAs.installationId ?? ''}`;
  const where: Where = {
    api,
    environment: callAs.environment,
    // The relay is told one of them: whom the call goes out as.
    installationId: credential ? null : callAs.installationId,
    credentialId: credential?.id ?? null,
  };
  const remember = () => saveForm(memoryKey, form.current);
  const { outcome, sending, send, again, stop } = useExchange(where, remember);
  const environment = context.environments.find(({ id }) => id === callAs.environment);
  const caller = context.callers.find(({ id }) => id === callAs.installationId);
  const samples = caller?.samples ?? context.guest?.samples;
  const document = useMemo(
    () => withWorkingExamples(operation, samples ?? null),
    [operation, samples],
  );

  return (
    <>
      <CallAsBar
        api={api}
        context={context}
        operation={operation}
        callAs={callAs}
        onChange={(next) => {
          setCallAs(next);
          rememberCallAs(next);
        }}
        onLeave={remember}
      />
      <h3 className="sr-only">Request</h3>
      <div className="console-request">
        <FormTools api={api} slug={slug} operation={operation} form={form} />
        <TypedOperation value={operation}>
          <SwaggerOperation
            key={callAs.installationId}
            memoryKey={memoryKey}
            operation={operation}
            document={document}
            form={form}
            send={send}
          />
        </TypedOperation>
      </div>
      <AnswerPanel
        outcome={outcome}
        sending={sending}
        operation={operation}
        environment={environment}
        base={shownBase(environment, credential)}
        token={tokenOf(api, environment, credential)}
        caller={context.user ? caller : undefined}
        isSignedIn={context.user !== null}
        onStop={stop}
        onNextPage={again}
      />
    </>
  );
}

function tokenOf(
  api: string,
  environment: ConsoleEnvironment | undefined,
  credential: CredentialSummary | undefined,
): Token {
  if (environment?.kind === 'listed') return null;
  if (api === 'partners') return { scheme: 'Bearer', variable: 'OKTA_PARTNER_TOKEN' };
  return { scheme: credential?.scheme ?? 'SSWS', variable: 'OKTA_API_TOKEN' };
}
