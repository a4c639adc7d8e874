'use client';
import { useMemo } from 'react';
import SwaggerUI from 'swagger-ui-react';
import './console.css';
import { consolePlugin } from './swagger-plugin.tsx';
import type { SwaggerRequest } from './swagger-types.ts';

type SwaggerOperationProps = {
  /** The small document of one operation. */
  document: object;
  /** Sends it. What it answers is shown by the console, not by swagger-ui. */
  send(url: string, request: SwaggerRequest): Promise<void>;
};

/** The one place that mounts swagger-ui. */
export function SwaggerOperation({ document, send }: SwaggerOperationProps) {
  // As text: given an object, swagger-ui loads the document twice, and the second loading can lose the first one's work.
  const text = useMemo(() => JSON.stringify(document), [document]);
  return (
    <SwaggerUI
      spec={text}
      layout="ConsoleLayout"
      plugins={[consolePlugin]}
      docExpansion="full"
      tryItOutEnabled
      deepLinking={false}
      requestInterceptor={(intercepted) => {
        // The library's types call it an object of anything; this is what it is.
        const request = intercepted as SwaggerRequest;
        request.userFetch = async (url, final) => {
          await send(url, final);
          // swagger-ui only needs to know that it is over; the answer is never kept in its store.
          return new Response(null, { status: 204 });
        };
        return request;
      }}
    />
  );
}
