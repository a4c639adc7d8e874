import { routes } from '../routes.ts';
import type { OperationPage, Server } from './model.ts';
import { buildRequest } from './request-model.ts';
import { codeSample, SAMPLE_LANGUAGES } from './samples.ts';
import { withEnvironment } from './samples-environment.ts';

export type OperationSample = { id: string; label: string; syntax: string; code: string };

const shells = /^(?:shell|sh|bash|console)$/;

// The paths of the Okta document begin with its base themselves.
const sandboxBases: Record<string, () => string> = {
  partners: routes.partnersBase,
  okta: () => '',
};
const tokenNames: Record<string, string> = { partners: 'OKTA_PARTNER_TOKEN', okta: 'OKTA_TOKEN' };

/** The name of the environment variable that samples of an API read its token from. */
export const tokenEnvOf = (api: string): string =>
  Object.hasOwn(tokenNames, api)
    ? (tokenNames[api] ?? '')
    : `${api
        .toUpperCase()
        .replace(/[^A-Z0-9]+/g, '_')
        .replace(/^(\d)/, '_$1')}_TOKEN`;

/**
 * The request of an operation in every language. A sample that the document brings itself replaces ours. `portalUrl`
 * is the portal's own address: samples of an API with a built-in sandbox go there, so they work as they stand.
 */
export const operationSamples = (page: OperationPage, portalUrl: string): OperationSample[] => {
  const { api, operation, schemas } = page;
  const sandbox = Object.hasOwn(sandboxBases, api.slug) ? sandboxBases[api.slug] : undefined;
  const server: Server | undefined = sandbox && { url: portalUrl + sandbox(), variables: [] };
  const request = buildRequest(operation, { schemas, ...(server ? { server } : {}) });
  return SAMPLE_LANGUAGES.map(({ id, label, highlight }) => {
    const own = operation.codeSamples.find(({ lang, source }) => {
      const name = lang.toLowerCase();
      // Another program of the shell (the vendor's own) does not stand in for curl: it is shown beside it.
      if (id === 'curl') return name === 'curl' || (shells.test(name) && /^\W*curl\b/.test(source));
      return name === id || name === highlight;
    });
    const made = withEnvironment(
      codeSample(id, request),
      id,
      operation,
      request,
      tokenEnvOf(api.slug),
    );
    return { id, label: own?.label ?? label, syntax: highlight, code: own?.source ?? made };
  });
};
