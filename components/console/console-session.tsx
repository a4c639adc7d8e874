'use client';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ConsoleContext } from '#lib/domain/console/schemas.ts';
import { AnswerPanel } from './answer/answer-panel.tsx';
import { type CallAs, credentialOf, rememberCallAs, startingCallAs } from './call-as.ts';
import { CallAsBar } from './call-as-bar.tsx';
import type { ConsoleOperation } from './document.ts';
import { type FormHandle, saveForm } from './form-memory.ts';
import { type Outcome, relayFetch } from './relay-fetch.ts';
import { SwaggerOperation } from './swagger-operation.tsx';
import type { SwaggerRequest } from './swagger-types.ts';
import { withWorkingExamples } from './working-examples.ts';

type ConsoleSessionProps = {
  api: string;
  slug: string;
  operation: ConsoleOperation;
  context: ConsoleContext;
};

/** One operation being tried: as whom, with what, and what came back. */
export function ConsoleSession({ api, slug, operation, context }: ConsoleSessionProps) {
  const [callAs, setCallAs] = useState<CallAs>(() => startingCallAs(context));
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [sending, setSending] = useState(false);
  const form = useRef<FormHandle>(null);
  // swagger-ui keeps the function it was mounted with; what is chosen now is read at the moment of sending.
  const now = useRef(callAs);
  now.current = callAs;

  const memoryKey = `${api} ${slug} ${callAs.installationId ?? ''}`;

  const send = useCallback(
    async (url: string, request: SwaggerRequest) => {
      setSending(true);
      saveForm(memoryKey, form.current);
      const { environment, installationId } = now.current;
      const credentialId = credentialOf(context, now.current)?.id ?? null;
      const where = { api, environment, installationId, credentialId };
      const result = await relayFetch(where, url, request);
      setOutcome(result);
      setSending(false);
    },
    [api, context, memoryKey],
  );
  const environment = context.environments.find(({ id }) => id === callAs.environment);
  const caller = context.callers.find(({ id }) => id === callAs.installationId);
  const samples = caller?.samples ?? context.guest?.samples;
  const document = useMemo(
    () => (samples ? withWorkingExamples(operation, samples) : operation.document),
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
        onLeave={() => saveForm(memoryKey, form.current)}
      />
      <h3 className="sr-only">Request</h3>
      <div className="console-request">
        <SwaggerOperation
          key={callAs.installationId}
          memoryKey={memoryKey}
          operation={operation}
          document={document}
          form={form}
          send={send}
        />
      </div>
      <AnswerPanel
        outcome={outcome}
        sending={sending}
        operation={operation}
        environment={environment}
        caller={context.user ? caller : undefined}
      />
    </>
  );
}
