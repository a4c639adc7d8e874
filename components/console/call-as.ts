import type { ConsoleContext, ConsoleEnvironment } from '#lib/domain/console/schemas.ts';
import type { CredentialSummary } from '#lib/domain/credentials/schemas.ts';

/** Where and as whom the next request goes. */
export type CallAs = {
  environment: string;
  installationId: string | null;
  credentialId: string | null;
};

const key = 'portal.console.call-as';

/**
 * Where a call of an operation can go: its own servers where it names some. A portal's sandbox and published hosts are
 * the same for every operation.
 */
export function contextFor(context: ConsoleContext, servers: readonly string[]): ConsoleContext {
  const environments = context.environments.filter(
    ({ kind, base }) => kind !== 'listed' || servers.includes(base),
  );
  return environments.length > 0 ? { ...context, environments } : context;
}

/** What was chosen last when it still exists, else the defaults. */
export function startingCallAs(context: ConsoleContext): CallAs {
  const saved = readSaved();
  const environment =
    context.environments.find(({ id }) => id === saved?.environment) ?? context.environments[0];
  const caller = context.callers.find(({ id }) => id === saved?.installationId);
  return {
    environment: environment?.id ?? 'sandbox',
    installationId: (caller ?? context.callers[0])?.id ?? null,
    credentialId: saved?.credentialId ?? null,
  };
}

/** The credential that the next request goes out with: the chosen one, or the newest for the environment. */
export function credentialOf(
  context: ConsoleContext,
  { environment, credentialId }: CallAs,
): CredentialSummary | undefined {
  const fitting = context.credentials.filter((each) => each.environment === environment);
  return fitting.find(({ id }) => id === credentialId) ?? fitting[0];
}

/** The environment's address, for people: with the domain of the credential where it names one. */
export function shownBase(
  environment: ConsoleEnvironment | undefined,
  credential: CredentialSummary | undefined,
): string {
  // As the relay joins them: a path brings its own slash.
  const base = (environment?.base ?? '').replace(/\/+$/, '');
  return credential?.domain
    ? base.replace('{yourOktaDomain}', () => credential.domain ?? '')
    : base;
}

export function rememberCallAs(callAs: CallAs): void {
  try {
    localStorage.setItem(key, JSON.stringify(callAs));
  } catch {
    // Private windows may refuse storage; the choice then lasts as long as the panel.
  }
}

function readSaved(): Partial<CallAs> | null {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return typeof saved === 'object' ? saved : null;
  } catch {
    return null;
  }
}
