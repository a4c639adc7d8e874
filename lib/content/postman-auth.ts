import type { SecurityAlternative, SecurityScheme } from '../openapi/model.ts';

type Setting = { key: string; value: string; type: 'string' };
export type PostmanAuth =
  | { type: 'noauth' }
  | { type: 'bearer'; bearer: Setting[] }
  | { type: 'basic'; basic: Setting[] }
  | { type: 'apikey'; apikey: Setting[] };

const setting = (key: string, value: string): Setting => ({ key, value, type: 'string' });

/** The first way to sign in as Postman tells it, and the variables in which the user puts the secrets. */
export function authOf(security: SecurityAlternative[]): {
  auth: PostmanAuth;
  variables: string[];
  /** A key that travels as a cookie, which Postman has no setting for. */
  cookie?: string;
} {
  const isFree = security.length === 0 || security.some(({ schemes }) => schemes.length === 0);
  const scheme = security.find(({ schemes }) => schemes.length > 0)?.schemes[0]?.scheme;
  if (!scheme || (isFree && security[0]?.schemes.length === 0))
    return { auth: { type: 'noauth' }, variables: [] };
  return signIn(scheme);
}

function signIn(scheme: SecurityScheme): ReturnType<typeof authOf> {
  if (scheme.type === 'http' && scheme.scheme.toLowerCase() === 'basic')
    return {
      auth: {
        type: 'basic',
        basic: [setting('username', '{{username}}'), setting('password', '{{password}}')],
      },
      variables: ['username', 'password'],
    };
  if (scheme.type === 'apiKey') {
    if (scheme.in === 'cookie')
      return {
        auth: { type: 'noauth' },
        variables: ['apiKey'],
        cookie: `${scheme.name}={{apiKey}}`,
      };
    const settings = [
      setting('key', scheme.name),
      setting('value', '{{apiKey}}'),
      setting('in', scheme.in),
    ];
    return { auth: { type: 'apikey', apikey: settings }, variables: ['apiKey'] };
  }
  if (scheme.type === 'mutualTLS' || scheme.type === 'unknown')
    return { auth: { type: 'noauth' }, variables: [] };
  return {
    auth: { type: 'bearer', bearer: [setting('token', '{{token}}')] },
    variables: ['token'],
  };
}
