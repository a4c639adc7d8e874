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
  /** The address that paths are relative to. */
  base: string;
};

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
    };
    const published = Object.entries(partnersHosts).map(
      ([id, host]): Environment => ({ id, kind: 'published', ...host }),
    );
    return [sandbox, ...published];
  }
  const servers = await listServers(api);
  return (
    servers?.map((base, at) => ({
      id: `server-${at + 1}`,
      label: URL.canParse(base) ? new URL(base).host : base,
      kind: 'listed',
      base,
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
