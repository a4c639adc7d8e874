import type { ServerResponse } from 'node:http';
import type { ErrorEnvelope } from '#lib/errors.ts';

/** What the door itself answers, before any part of the portal has seen the request. */
export type Refusal = { status: number; error: string; message: string; allow?: string };

/** Sends a refusal in the error envelope of the APIs and closes the connection, whose rest nobody reads. */
export function refuse(res: ServerResponse, refusal: Refusal): void {
  const { status, error, message, allow } = refusal;
  if (allow !== undefined) res.setHeader('allow', allow);
  res.setHeader('connection', 'close');
  sendJson(res, status, { message, error } satisfies Record<
    keyof Pick<ErrorEnvelope, 'message' | 'error'>,
    string
  >);
}

/** Sends what a part of the portal wants to be answered in its own words, and closes the connection. */
export function refuseInOwnWords(
  res: ServerResponse,
  answer: { status: number; headers: Record<string, string>; body: string },
): void {
  const { status, headers, body } = answer;
  res.writeHead(status, {
    ...headers,
    connection: 'close',
    'content-length': Buffer.byteLength(body),
  });
  res.end(body);
}

/** Sends a JSON answer that no cache keeps. */
export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  res.end(text);
}
