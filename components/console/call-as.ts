import type { ConsoleContext } from '#lib/domain/console/schemas.ts';

/** Where and as whom the next request goes. */
export type CallAs = { environment: string; installationId: string | null };

const key = 'portal.console.call-as';

/** What was chosen last when it still exists, else the defaults. */
export function startingCallAs(context: ConsoleContext): CallAs {
  const saved = readSaved();
  const environment =
    context.environments.find(({ id }) => id === saved?.environment) ?? context.environments[0];
  const caller = context.callers.find(({ id }) => id === saved?.installationId);
  return {
    environment: environment?.id ?? 'sandbox',
    installationId: (caller ?? context.callers[0])?.id ?? null,
  };
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
