'use client';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ConsoleContext } from '#lib/domain/console/schemas.ts';
import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import {
  type CallAs,
  contextFor,
  credentialOf,
  rememberCallAs,
  shownBase,
  startingCallAs,
} from '../call-as.ts';
import { CallAsBar } from '../call-as-bar.tsx';
import '../console.css';
import { ConsoleSkeleton } from '../console-loading.tsx';
import { type Json, placeholderBase } from '../document.ts';
import { getJson, operationOf } from '../preload.ts';
import { relayResponse, type Where } from '../relay-fetch.ts';
import { SwaggerMount } from '../swagger-mount.tsx';
import type { SwaggerRequest } from '../swagger-types.ts';
import { withWorkingExamples } from '../working-examples.ts';
import './explorer.css';
import { explorerPlugin } from './explorer-plugin.tsx';
import { OwnPages } from './own-pages.tsx';
import { ExplorerCaller } from './scope-notice.tsx';

export type ExplorerProps = { api: string; tag?: string | undefined; page?: number | undefined };

type Loaded = { document: { [name: string]: Json }; context: ConsoleContext };

/** The full Swagger UI of an API, on the relay and as whom the reader chooses. */
export function Explorer({ api, tag, page }: ExplorerProps) {
  const [loaded, setLoaded] = useState<Loaded | 'failed' | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads the same again.
  useEffect(() => {
    let current = true;
    setLoaded(null);
    Promise.all([
      getJson(routes.explorerDocument(api, { tag, page })),
      getJson(routes.consoleContext(api)),
    ])
      // Our own server's answers, made of these types (lib/openapi/explorer-document.ts, lib/relay/console-context.ts).
      .then(([document, context]) => current && setLoaded({ document, context } as Loaded))
      .catch(() => current && setLoaded('failed'));
    return () => {
      current = false;
    };
  }, [api, tag, page, attempt]);
  if (loaded === null) return <ConsoleSkeleton />;
  if (loaded === 'failed') {
    return (
      <Callout
        tone="bad"
        title="The explorer could not be loaded"
        actions={
          <Button size="sm" onClick={() => setAttempt(attempt + 1)}>
            Try again
          </Button>
        }
      >
        The portal did not answer. Your connection may be interrupted.
      </Callout>
    );
  }
  return <LoadedExplorer api={api} {...loaded} />;
}

function LoadedExplorer({ api, document, context }: Loaded & { api: string }) {
  const [callAs, setCallAs] = useState<CallAs>(() => startingCallAs(context));
  const credential = credentialOf(context, callAs);
  const environment = context.environments.find(({ id }) => id === callAs.environment);
  const caller = context.callers.find(({ id }) => id === callAs.installationId);
  const where: Where = {
    api,
    environment: callAs.environment,
    installationId: credential ? null : callAs.installationId,
    credentialId: credential?.id ?? null,
  };
  const samples = caller?.samples ?? context.guest?.samples ?? null;
  // swagger-ui keeps what it was mounted with; what is chosen now is read when it is needed.
  const placeFor = (servers: readonly string[]) => {
    const { environments } = contextFor(context, servers);
    const chosen = environments.find(({ id }) => id === callAs.environment) ?? environments[0];
    return {
      base: shownBase(chosen, credential),
      where: { ...where, environment: chosen?.id ?? callAs.environment },
    };
  };
  const now = useRef({ placeFor, samples });
  now.current = { placeFor, samples };
  const [plugins, text] = useMemo(() => {
    const load = async (slug: string) => {
      const operation = await operationOf(api, slug);
      const filled = withWorkingExamples(operation, now.current.samples);
      const { path, form, scopes } = operation;
      return { document: filled, path, form, scopes };
    };
    const listed = { ...document, servers: [{ url: placeholderBase }] };
    return [[explorerPlugin(api, load)], JSON.stringify(listed)];
  }, [api, document]);
  return (
    <>
      <CallAsBar
        api={api}
        context={context}
        callAs={callAs}
        onChange={(next) => {
          setCallAs(next);
          rememberCallAs(next);
        }}
      />
      <h2 className="sr-only">Operations</h2>
      <div className="explorer">
        <ExplorerCaller value={environment?.kind === 'sandbox' ? (caller ?? null) : null}>
          <SwaggerMount
            spec={text}
            layout="ExplorerLayout"
            plugins={plugins}
            docExpansion="none"
            defaultModelExpandDepth={2}
            filter
            deepLinking
            tryItOutEnabled
            displayRequestDuration
            requestInterceptor={(intercepted) => {
              // The library's types call it an object of anything; this is what it is.
              const request = intercepted as SwaggerRequest;
              if (!request.url.startsWith(placeholderBase)) return request;
              const path = request.url.slice(placeholderBase.length);
              // The address that people see and copy is the API's; the call itself goes through the relay.
              const place = now.current.placeFor(request.servers ?? []);
              request.url = place.base + path;
              request.userFetch = (_url, final) => relayResponse(place.where, path, final);
              return request;
            }}
          />
        </ExplorerCaller>
      </div>
      <OwnPages api={api} document={document} />
    </>
  );
}
