import { setTimeout as sleep } from 'node:timers/promises';
import { type Config, ConfigError } from '#lib/config/env.ts';
import { findHolder } from '#lib/db/embedded/data-dir-lock.ts';
import {
  createHttpClient,
  type GuardedResult,
  type HttpClient,
} from '#lib/http/guarded-request.ts';
import { routes } from '#lib/routes.ts';
import type { ListenedDelivery } from '#lib/worker/listen/listen.ts';
import { type RemoteCommand, UsageError, type Values } from './arguments.ts';

const deadlineMs = 10_000;
const keptAnswerBytes = 65_536;
const atOnce = 4;
const waitMs = 15_000;
const retryMs = 2_000;
/** How long the portal waits for a result before it delivers again. */
const leaseMs = 25_000;

/** The portal said no; trying again will not change that. */
class Refusal extends Error {}

type Portal = { url: string; token: string };

async function ask<T>(
  portal: Portal,
  path: string,
  method: string,
  body?: unknown,
  stop?: AbortSignal,
): Promise<T> {
  const late = AbortSignal.timeout(waitMs + deadlineMs);
  const response = await fetch(portal.url + path, {
    method,
    headers: {
      authorization: `Bearer ${portal.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: stop ? AbortSignal.any([late, stop]) : late,
  });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const text: unknown = Reflect.get(Object(answer), 'message');
  const message = typeof text === 'string' ? text : `The portal answered ${response.status}.`;
  const mayPass = response.status >= 500 || response.status === 429;
  throw mayPass ? new Error(message) : new Refusal(message);
}

async function portalUrlOf(config: Config, values: Values): Promise<string> {
  if (values.url !== undefined) return values.url.replace(/\/+$/, '');
  if (config.databaseUrl) return config.portalUrl;
  const holder = await findHolder(config.dataDir);
  return holder?.kind === 'portal' ? holder.address : config.portalUrl;
}

function forwardTarget(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new UsageError('--forward must be an address such as http://localhost:4242/hook.');
  }
  return url;
}

function clientFor(target: URL): HttpClient {
  const host = target.hostname.replace(/^\[|\]$/g, '');
  const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80);
  // The developer named this host on their own machine, so it may be private.
  return createHttpClient({ allowTargets: [{ host, port }], own: null });
}

function tell(delivery: ListenedDelivery, got: GuardedResult, json: boolean): void {
  const status = got.response?.status ?? null;
  const { deliveryId, event, attempt } = delivery;
  const tookMs = Math.round(got.timings.totalMs);
  const error = got.failure?.code ?? null;
  if (json) {
    console.log(
      JSON.stringify({ delivery_id: deliveryId, event, attempt, status, error, ms: tookMs }),
    );
    return;
  }
  const nth = attempt > 1 ? `  (attempt ${attempt})` : '';
  console.log(`${event.padEnd(32)} ${deliveryId}  ${status ?? error}  ${tookMs} ms${nth}`);
}

type Listening = {
  portal: Portal;
  endpointId: string;
  forward: string;
  http: HttpClient;
  json: boolean;
};

async function forwardOne(listening: Listening, delivery: ListenedDelivery): Promise<void> {
  const { forward, http, json } = listening;
  const got = await http.request({
    method: 'POST',
    url: forward,
    headers: delivery.headers,
    body: Buffer.from(delivery.body, 'utf8'),
    deadlineMs,
    maxBodyBytes: keptAnswerBytes,
    overflow: 'truncate',
  });
  tell(delivery, got, json);
  const { response, failure, requestHeaders, timings } = got;
  const report = {
    deliveryId: delivery.deliveryId,
    fence: delivery.fence,
    requestHeaders,
    response: response && { ...response, body: response.body.toString('base64') },
    failure,
    timings,
  };
  await record(listening, report);
}

/** Tells the portal what became of a delivery, also when it is away for a moment: until its lease has run out. */
async function record({ portal, endpointId }: Listening, report: unknown): Promise<void> {
  const until = Date.now() + leaseMs;
  for (;;) {
    try {
      await ask(portal, routes.listen(endpointId, 'results'), 'POST', report);
      return;
    } catch (error) {
      if (error instanceof Refusal || Date.now() > until) {
        // It is delivered again.
        console.error(`Not recorded: ${error instanceof Error ? error.message : String(error)}`);
        return;
      }
      await sleep(retryMs);
    }
  }
}

async function listenUntil(listening: Listening, signal: AbortSignal): Promise<void> {
  const running = new Set<Promise<void>>();
  let away = false;
  while (!signal.aborted) {
    if (running.size >= atOnce) {
      await Promise.race(running);
      continue;
    }
    try {
      const path = routes.listen(listening.endpointId);
      const body = { limit: atOnce - running.size, waitMs };
      const { portal } = listening;
      const taken = await ask<ListenedDelivery[]>(portal, path, 'POST', body, signal);
      if (away) console.error('The portal is back.');
      away = false;
      for (const delivery of taken) {
        const work = forwardOne(listening, delivery).finally(() => running.delete(work));
        running.add(work);
      }
    } catch (error) {
      if (signal.aborted) break;
      if (error instanceof Refusal) throw new UsageError(error.message);
      if (!away) console.error('The portal cannot be reached; trying again until it can.');
      away = true;
      await sleep(retryMs, undefined, { signal }).catch(() => undefined);
    }
  }
  await Promise.allSettled(running);
}

type Opened = { endpointId: string; secret: string };

async function open(portal: Portal, forwardUrl: string): Promise<Opened> {
  try {
    return await ask<Opened>(portal, routes.listen(), 'POST', { forwardUrl });
  } catch (error) {
    if (error instanceof Refusal) throw new UsageError(error.message);
    throw new ConfigError(`No portal answers at ${portal.url}. Start it, or name it with --url.`);
  }
}

/** Receives live deliveries and posts them to an address that only the developer's machine can reach. */
export const listen: RemoteCommand = {
  name: 'listen',
  help: "Receives the installation's events live and forwards them; ends with Ctrl-C.",
  options: { forward: true, token: true, url: false },
  async runRemote(config, values, json) {
    const target = forwardTarget(values.forward ?? '');
    const portal = { url: await portalUrlOf(config, values), token: values.token ?? '' };
    const { endpointId, secret } = await open(portal, target.href);
    console.log(
      json
        ? JSON.stringify({ endpoint_id: endpointId, secret, forward: target.href })
        : `Listening. Events go to ${target.href}\nSigning secret  ${secret}\n`,
    );
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => stop.abort());
    }
    const http = clientFor(target);
    try {
      await listenUntil({ portal, endpointId, forward: target.href, http, json }, stop.signal);
    } finally {
      http.close();
      await ask(portal, routes.listen(endpointId), 'DELETE').catch(() => undefined);
    }
    process.exit(0);
  },
};
