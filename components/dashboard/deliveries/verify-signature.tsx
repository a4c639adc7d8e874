'use client';
import { useState } from 'react';
import type { SignatureCheck } from '#lib/domain/deliveries/verify-signature.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Callout, type CalloutTone } from '../../ui/callout.tsx';
import { CodeText } from '../../ui/code-text.tsx';
import { portalFetch, refusalText } from '../portal-fetch.ts';
import { Refusal } from '../refusal.tsx';

type VerifySignatureProps = {
  app: AppId;
  deliveryId: string;
  attempt: number;
  timestamp: string;
};

const verdicts: Record<
  SignatureCheck['result'],
  { tone: CalloutTone; title: string; text: string }
> = {
  valid: {
    tone: 'good',
    title: 'Valid',
    text: 'Recomputed on the server with the endpoint’s secret: the same value. If your receiver refuses it, it has another secret, or it signs a parsed and rewritten body instead of the raw bytes.',
  },
  invalid: {
    tone: 'bad',
    title: 'Invalid',
    text: 'The endpoint’s secrets give another value for this body and timestamp.',
  },
  unknown: {
    tone: 'warn',
    title: 'Cannot be checked any more',
    text: 'The secret of that time, or the body, is no longer kept.',
  },
};

/** How a receiver checks this attempt, and what the portal itself finds. */
export function VerifySignature({ app, deliveryId, attempt, timestamp }: VerifySignatureProps) {
  const [check, setCheck] = useState<SignatureCheck | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const url = routes.appData(app, 'deliveries', deliveryId, 'signature');
      setCheck(await portalFetch<SignatureCheck>(`${url}?attempt=${attempt}`));
    } catch (error) {
      setProblem(refusalText(error));
    } finally {
      setBusy(false);
    }
  };
  const verdict = check && verdicts[check.result];
  const recipe = [
    '# body.json holds the raw bytes of the request, without a line break at the end',
    `printf '%s.%s' '${timestamp}' "$(cat body.json)" \\`,
    '  | openssl dgst -sha256 -hmac "$WEBHOOK_SECRET"',
  ].join('\n');
  return (
    <div className="grid grid-cols-1 gap-3 text-sm leading-6">
      <p className="text-muted">
        <code className="font-mono text-[0.8125rem]">X-Okta-Signature</code> is the lower-case hex
        HMAC-SHA256 of the timestamp, a dot and the raw body, keyed with the secret exactly as it
        was shown to you, <code className="font-mono text-[0.8125rem]">whsec_</code> included.
        Refuse timestamps older than 5 minutes, and compare in constant time.
      </p>
      <CodeText title="Recompute it" code={recipe} actions={null} />
      <div data-needs-js="">
        <Button size="sm" busy={busy} onClick={run}>
          Check on the server
        </Button>
      </div>
      <Refusal text={problem} />
      <div aria-live="polite">
        {verdict ? (
          <Callout tone={verdict.tone} title={verdict.title}>
            {verdict.text}
          </Callout>
        ) : null}
      </div>
    </div>
  );
}
