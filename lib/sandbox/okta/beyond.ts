// Where the links of answers lead beside the operations of the sandbox. Okta publishes them by the state of an object
// (contract, C1-45), so they are published here too; what stands behind them is not emulated, and says so.

const step = (...names: readonly string[]) => `(?:${names.join('|')})`;
const user = '/api/v1/users/[^/]+';
const lifecycle = step(
  'activate',
  'reactivate',
  'deactivate',
  'suspend',
  'unsuspend',
  'unlock',
  'reset_password',
  'reset_factors',
  'expire_password',
);
const credentials = step('forgot_password', 'change_password', 'change_recovery_question');

const operations: readonly (readonly [method: string, path: RegExp])[] = [
  ['POST', new RegExp(`^${user}/lifecycle/${lifecycle}$`)],
  ['POST', new RegExp(`^${user}/credentials/${credentials}$`)],
  ['DELETE', new RegExp(`^${user}$`)],
  ['GET', /^\/api\/v1\/meta\/schemas\/user\/[^/]+$/],
  ['GET', /^\/api\/v1\/meta\/types\/user\/[^/]+$/],
  ['GET', /^\/api\/v1\/policies\/[^/]+$/],
  ['GET', /^\/oauth2\/v1\/clients\/[^/]+$/],
];

/** The cause that explains a 404 or 405 at the end of a published link. */
export const notEmulated =
  'The Okta API has this operation; the sandbox of this portal does not emulate it.';

/** Whether a link of an answer leads to this operation although the sandbox does not have it. */
export const isBeyond = (method: string, path: string): boolean =>
  operations.some(([known, pattern]) => known === method && pattern.test(path));

const places: readonly (readonly [path: RegExp, what: string])[] = [
  [
    /^\/home\/[^/]+\/0oa[^/]+\/[^/]+$/,
    'Here Okta would open the app for the person who is signed in.',
  ],
  [
    /^\/app\/[^/]+\/exk[^/]+\/setup\/help\/SAML_\d_\d\/instructions$/,
    'Here Okta would show how to set this app up.',
  ],
  [/^\/app\/[^/]+\/exk[^/]+\/sso\/saml$/, 'Here Okta would sign people in to this app.'],
];

const placeOf = (path: string) => places.find(([pattern]) => pattern.test(path))?.[1] ?? null;

/** Whether a path is a page of Okta's to which links of apps, or their SAML metadata, lead. */
export const isPlace = (path: string): boolean => placeOf(path) !== null;

/** The page there; null: it is none. It says nothing about any org, so it needs no token. */
export function answerPlace(path: string): Response | null {
  const what = placeOf(path);
  if (what === null) return null;
  return new Response(page(what), {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}

const page = (what: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Not part of the sandbox</title>
</head>
<body>
<main>
<h1>The sandbox signs nobody in</h1>
<p>${what} The sandbox emulates the management of apps, not their use, so the link ends here.</p>
</main>
</body>
</html>
`;
