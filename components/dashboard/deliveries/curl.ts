import type { AttemptView } from '#lib/domain/deliveries/schemas.ts';

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
// What curl sends by itself, and what is made anew below.
const left = new Set([
  'host',
  'connection',
  'content-length',
  'x-okta-timestamp',
  'x-okta-signature',
  'webhook-timestamp',
  'webhook-signature',
]);

/**
 * An attempt as a shell script that signs the same body anew with `$WEBHOOK_SECRET`: the secret itself stands nowhere,
 * and a receiver that checks the timestamp accepts it.
 */
export function curlOf(attempt: Pick<AttemptView, 'url' | 'requestHeaders'>, body: string): string {
  const headers = attempt.requestHeaders
    .filter(([name]) => !left.has(name.toLowerCase()))
    .map(([name, value]) => `  -H ${quoted(`${name}: ${value}`)} \\`);
  return [
    `BODY=${quoted(body)}`,
    'TIMESTAMP=$(date +%s)',
    `SIGNATURE=$(printf '%s' "$TIMESTAMP.$BODY" | openssl dgst -sha256 -hmac "$WEBHOOK_SECRET" | sed 's/^.* //')`,
    `curl -X POST ${quoted(attempt.url)} \\`,
    ...headers,
    '  -H "X-Okta-Timestamp: $TIMESTAMP" \\',
    '  -H "X-Okta-Signature: $SIGNATURE" \\',
    '  --data-binary "$BODY"',
  ].join('\n');
}
