import { startIssuerSignIn } from '#lib/auth/start-issuer.ts';
import { getConfig } from '#lib/config/runtime.ts';
import { AppError, errorEnvelope } from '#lib/errors.ts';
import { escapeMarkup } from '#lib/std/escape-markup.ts';

/**
 * Begins a sign-in through the identity provider. The answer is a page that moves on: a redirect of a form to another
 * site is what the policy of the pages forbids, and should.
 */
export async function POST(request: Request): Promise<Response> {
  const { oidc, portalUrl } = getConfig();
  if (!oidc) {
    const none = new AppError('not_found');
    return Response.json(errorEnvelope(none), { status: none.status });
  }
  const form = await request.formData();
  const wish = { returnTo: form.get('returnTo'), again: form.get('again') !== null };
  const { location, setCookies } = await startIssuerSignIn(request.headers, wish);
  const target = location ?? portalUrl;
  const headers = new Headers({ 'cache-control': 'no-store' });
  for (const line of setCookies) headers.append('set-cookie', line);
  if (new URL(target, portalUrl).origin === new URL(portalUrl).origin) {
    headers.set('location', target);
    return new Response(null, { status: 303, headers });
  }
  headers.set('content-type', 'text/html; charset=utf-8');
  return new Response(pageTo(target), { headers });
}

function pageTo(target: string): string {
  const url = escapeMarkup(target);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Moving on to your identity provider</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0;url=${url}"></head>
<body style="font:16px/1.5 sans-serif;margin:3rem"><main><h1 style="font-size:1.25rem">Moving on to your identity provider</h1>
<p><a href="${url}">Continue</a></p></main></body></html>`;
}
