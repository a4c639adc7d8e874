import { routes } from '../../routes.ts';
import type { OperationPage } from '../model.ts';
import { sampleLanguages } from './languages.ts';
import { operationRequest, serverBase } from './operation-request.ts';

export type OperationSample = { id: string; label: string; syntax: string; code: string };

const sandboxBases: Record<string, () => string> = { partners: routes.partnersBase };
const tokenNames: Record<string, string> = { partners: 'OKTA_PARTNER_TOKEN', okta: 'OKTA_TOKEN' };

/** The name of the environment variable that samples of an API read its token from. */
export const tokenEnvOf = (api: string): string =>
  tokenNames[api] ??
  `${api
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^(\d)/, '_$1')}_TOKEN`;

/**
 * The request of an operation in every language. A sample that the document brings itself replaces ours. `portalUrl`
 * is the portal's own address: samples of an API with a built-in sandbox go there and work as they are.
 */
export function operationSamples(page: OperationPage, portalUrl: string): OperationSample[] {
  const { api, operation } = page;
  const sandbox = Object.hasOwn(sandboxBases, api.slug) ? sandboxBases[api.slug]?.() : undefined;
  const base =
    sandbox === undefined
      ? (serverBase(operation.servers[0]) ?? 'https://api.example.com')
      : portalUrl + sandbox;
  const request = operationRequest(operation, { base, tokenEnv: tokenEnvOf(api.slug) });
  return sampleLanguages.map(({ id, label, syntax, print }) => {
    const own = operation.codeSamples.find((sample) => {
      const lang = sample.lang.toLowerCase();
      return lang === id || lang === syntax || (id === 'curl' && lang === 'shell');
    });
    return { id, label, syntax, code: own?.source ?? print(request) };
  });
}
