import type { Json, OAuthFlow, Scope, SecurityAlternative, SecurityScheme } from './model.ts';
import {
  childPointer,
  compact,
  flag,
  isObject,
  member,
  objectMember,
  type RawObject,
  textMember,
  textOf,
} from './raw.ts';
import { safeUrl } from './read-schema-parts.ts';
import { follow, note, type Reader } from './reader.ts';

const FLOWS: OAuthFlow['kind'][] = [
  'authorizationCode',
  'clientCredentials',
  'implicit',
  'password',
  'deviceAuthorization',
];

/** Every scheme of the document, by key, in its order. */
export const readSecuritySchemes = (reader: Reader): Map<string, SecurityScheme> => {
  const schemes =
    objectMember(objectMember(reader.document, 'components'), 'securitySchemes') ?? {};
  const pointer = '#/components/securitySchemes';
  return new Map(
    Object.keys(schemes).map((key) => [
      key,
      readScheme(reader, key, member(schemes, key), childPointer(pointer, key)),
    ]),
  );
};

const readScheme = (
  reader: Reader,
  key: string,
  value: Json | undefined,
  pointer: string,
): SecurityScheme => {
  const raw = follow(reader, value, pointer);
  const shared = compact({
    key,
    description: reader.prose(textMember(raw, 'description')),
    deprecated: flag(raw, 'deprecated') || undefined,
  });
  if (!raw) return { ...shared, type: 'unknown' };
  switch (textMember(raw, 'type')) {
    case 'apiKey': {
      const place =
        (['query', 'header', 'cookie'] as const).find((candidate) => candidate === raw.in) ??
        'header';
      return { ...shared, type: 'apiKey', name: textMember(raw, 'name') ?? key, in: place };
    }
    case 'http':
      return compact({
        ...shared,
        type: 'http',
        scheme: (textMember(raw, 'scheme') ?? 'bearer').toLowerCase(),
        bearerFormat: textMember(raw, 'bearerFormat'),
      });
    case 'oauth2':
      return compact({
        ...shared,
        type: 'oauth2',
        flows: readFlows(reader, raw),
        metadataUrl: safeUrl(textMember(raw, 'oauth2MetadataUrl')),
      });
    case 'openIdConnect':
      return {
        ...shared,
        type: 'openIdConnect',
        url: safeUrl(textMember(raw, 'openIdConnectUrl')) ?? '',
      };
    case 'mutualTLS':
      return { ...shared, type: 'mutualTLS' };
    default:
      note(reader, pointer, `The security scheme “${key.slice(0, 80)}” has a type nobody knows.`);
      return { ...shared, type: 'unknown' };
  }
};

const readFlows = (reader: Reader, raw: RawObject): OAuthFlow[] => {
  const flows = objectMember(raw, 'flows');
  return FLOWS.flatMap((kind) => {
    const flow = objectMember(flows, kind);
    if (!flow) return [];
    return compact({
      kind,
      authorizationUrl: safeUrl(textMember(flow, 'authorizationUrl')),
      tokenUrl: safeUrl(textMember(flow, 'tokenUrl')),
      refreshUrl: safeUrl(textMember(flow, 'refreshUrl')),
      deviceAuthorizationUrl: safeUrl(textMember(flow, 'deviceAuthorizationUrl')),
      scopes: Object.entries(objectMember(flow, 'scopes') ?? {}).map(([name, text]) =>
        scopeOf(reader, name, textOf(text)),
      ),
    });
  });
};

const scopeOf = (reader: Reader, name: string, text: string | undefined): Scope =>
  compact({ name, description: reader.prose(text) });

/** `security` of an operation, else of the document. A scheme that is not described is kept as `unknown`, with a notice. */
export const readSecurity = (
  reader: Reader,
  own: Json | undefined,
  schemes: Map<string, SecurityScheme>,
  pointer: string,
): SecurityAlternative[] => {
  const list = own ?? member(reader.document, 'security');
  if (!Array.isArray(list)) return [];
  // `security: []` on an operation lifts what the document demands.
  if (list.length === 0) return own === undefined ? [] : [{ schemes: [] }];
  return list
    .slice(0, 50)
    .filter(isObject)
    .map((alternative) => ({
      schemes: Object.entries(alternative).map(([key, scopes]) => {
        const scheme = schemes.get(key);
        if (!scheme)
          note(
            reader,
            own === undefined ? '#/security' : `${pointer}/security`,
            `The security scheme “${key.slice(0, 80)}” is not described in the document.`,
          );
        const names = Array.isArray(scopes) ? scopes.flatMap((scope) => textOf(scope) ?? []) : [];
        return {
          scheme: slim(scheme ?? { key, type: 'unknown' }),
          scopes: names.map((name) => describeScope(scheme, name)),
        };
      }),
    }));
};

/** An operation names its scopes itself; all the others would only make its page large. */
const slim = (scheme: SecurityScheme): SecurityScheme =>
  scheme.type === 'oauth2'
    ? { ...scheme, flows: scheme.flows.map((flow) => ({ ...flow, scopes: [] })) }
    : scheme;

const describeScope = (scheme: SecurityScheme | undefined, name: string): Scope => {
  const all = scheme?.type === 'oauth2' ? scheme.flows.flatMap((flow) => flow.scopes) : [];
  return all.find((scope) => scope.name === name) ?? { name };
};
