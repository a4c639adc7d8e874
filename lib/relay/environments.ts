import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { sandboxBase } from './send-sandbox.ts';

/** Where a call may go. The map is closed: a name that is not in it is `not_found`. */
export type Environment = {
  /** Stands in the relay's address. */
  id: string;
  label: string;
  /**
   * `sandbox`: this portal's own, with an installation. `published`: a host that we know, with a credential that the
   * user saved. `listed`: a server of a dropped-in document.
   */
  kind: 'sandbox' | 'published' | 'listed';
  /** The address that paths are relative to. `{yourOktaDomain}` stands for the domain of the chosen credential. */
  base: string;
  /** Paths outside of this one are not the API's; null: all of them are. */
  under: string | null;
};

/** Stands in the base of the environment whose host the user's credential names. */
export const ownDomainVariable = '{yourOktaDomain}';

/** The servers that a dropped-in document names, in its order; null: there is no such document. */
export type ListServers = (api: string) => Promise<readonly string[] | null>;

const partnersHosts = {
  dev: { label: 'Development', base: 'https://dev.getokta.io/api/apps' },
  production: { label: 'Production', base: 'https://getokta.io/api/apps' },
} as const;

/** The environments of an API, the default first; null when there is no such API. */
export async function environmentsOf(
  api: string,
  listServers: ListServers,
): Promise<readonly Environment[] | null> {
  if (api === 'partners') {
    const sandbox: Environment = {
      id: 'sandbox',
      label: 'Sandbox',
      kind: 'sandbox',
      base: sandboxBase(routes.partnersBase()),
      under: null,
    };
    const published = Object.entries(partnersHosts).map(
      ([id, host]): Environment => ({ id, kind: 'published', under: null, ...host }),
    );
    return [sandbox, ...published];
  }
  if (api === 'okta') {
    // Paths of its document begin with /api/v1 themselves, so the sandbox's base is the portal, and the rest of it is shut.
    const base = sandboxBase('');
    const own = `https://${ownDomainVariable}`;
    return [
      { id: 'sandbox', label: 'Sandbox', kind: 'sandbox', base, under: routes.oktaBase() },
      { id: 'own', label: 'Your Okta org', kind: 'published', base: own, under: null },
    ];
  }
  const servers = await listServers(api);
  return (
    servers?.map((base, at) => ({
      id: `server-${at + 1}`,
      label: URL.canParse(base) ? new URL(base).host : base,
      kind: 'listed',
      base,
      under: null,
    })) ?? null
  );
}

/** One environment by its name. Throws `not_found`. */
export async function findEnvironment(
  api: string,
  id: string,
  listServers: ListServers,
): Promise<Environment> {
  const all = await environmentsOf(api, listServers);
  const found = all?.find((environment) => environment.id === id);
  if (!found) {
    throw new AppError('not_found', {
      message: 'The console knows no such API or environment.',
    });
  }
  return found;
}
