'use client';
import { type RefObject, useMemo } from 'react';
import type { ConsoleOperation } from './document.ts';
import { withoutUnchosenFiles } from './form-body.ts';
import { type FormHandle, savedForm } from './form-memory.ts';
import { formFromHash } from './share-link.ts';
import { formHandle } from './swagger-form.ts';
import { SwaggerMount } from './swagger-mount.tsx';
import { consolePlugin } from './swagger-plugin.tsx';
import type { SwaggerRequest } from './swagger-types.ts';

type SwaggerOperationProps = {
  /** Under which the form is remembered in this tab. */
  memoryKey: string;
  operation: ConsoleOperation;
  /** The operation's document, with examples that work. */
  document: ConsoleOperation['document'];
  /** Set when the form is there. */
  form: RefObject<FormHandle | null>;
  /** Sends it. What it answers is shown by the console, not by swagger-ui. */
  send(url: string, request: SwaggerRequest): Promise<void>;
};

/** The form of one operation, kept by swagger-ui. */
export function SwaggerOperation(props: SwaggerOperationProps) {
  const { memoryKey, operation, document, form, send } = props;
  // As text: given an object, swagger-ui loads the document twice, and the second loading can lose the first one's work.
  const text = useMemo(() => JSON.stringify(document), [document]);
  return (
    <SwaggerMount
      spec={text}
      layout="ConsoleLayout"
      plugins={[consolePlugin]}
      docExpansion="full"
      tryItOutEnabled
      deepLinking={false}
      onComplete={(system) => {
        const handle = formHandle(system, operation);
        form.current = handle;
        // A link says what it wants to show; else what was here the last time.
        const saved = formFromHash(window.location.hash) ?? savedForm(memoryKey);
        if (saved) handle.fill(saved);
      }}
      requestInterceptor={(intercepted) => {
        // The library's types call it an object of anything; this is what it is.
        const request = intercepted as SwaggerRequest;
        request.userFetch = async (url, final) => {
          const body = withoutUnchosenFiles(final.body, operation);
          await send(url, { ...final, body, method: operation.method });
          // swagger-ui only needs to know that it is over; the answer is never kept in its store.
          return new Response(null, { status: 204 });
        };
        return request;
      }}
    />
  );
}
