'use client';
import { useState } from 'react';
import type { HeaderList } from '#lib/db/schema/webhooks.ts';
import { routes } from '#lib/routes.ts';
import { redacted } from '#lib/std/redact.ts';
import { Button } from '../../ui/button.tsx';

type Kept = {
  api: string;
  environment: string;
  installationId: string | null;
  credentialId: string | null;
  method: string;
  path: string;
  headers: HeaderList;
  body: string | null;
};

const keptBodyLength = 64 * 1024;
const writtenByRelay = new Set(['user-agent', 'accept-encoding', 'content-length']);

/** Why a kept request cannot be sent again as it was; null: it can. */
function obstacle({ path, headers, body }: Kept): string | null {
  const whole = path + JSON.stringify(headers) + (body ?? '');
  if (whole.includes(redacted) || whole.includes(encodeURIComponent(redacted))) {
    return 'It held a secret, which is not kept.';
  }
  if ((body ?? '').length >= keptBodyLength) return 'Its body is too long to be kept whole.';
  const type = headers.find(([name]) => name === 'content-type')?.[1] ?? '';
  if (/^multipart\//i.test(type) || (type && body === null)) return 'Its files are not kept.';
  return null;
}

/** Sends a request of the history once more, as the same caller; it becomes the newest entry. */
export function SendAgain({ entry }: { entry: Kept }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const why = obstacle(entry);
  const send = async () => {
    setBusy(true);
    setFailure(null);
    const headers = new Headers();
    for (const [name, value] of entry.headers) {
      // A key that was used would answer with what it answered before.
      if (!writtenByRelay.has(name) && name !== 'idempotency-key') headers.append(name, value);
    }
    if (entry.installationId) headers.set('x-portal-installation', entry.installationId);
    if (entry.credentialId) headers.set('x-portal-credential', entry.credentialId);
    try {
      const url = routes.relay(entry.api, entry.environment, entry.path);
      await fetch(url, { method: entry.method, headers, body: entry.body || undefined });
      window.location.assign(routes.history());
    } catch {
      setFailure('The portal could not be reached. Try again.');
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-3">
      {why ? <span className="text-sm text-muted">{why}</span> : null}
      <span role="status" className="text-sm text-bad">
        {failure}
      </span>
      <Button size="sm" busy={busy} disabled={why !== null} onClick={() => void send()}>
        Send again
      </Button>
    </div>
  );
}
