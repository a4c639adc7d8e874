import type { CredentialSummary } from '#lib/domain/credentials/schemas.ts';
import { routes } from '#lib/routes.ts';

export type TestResult = { good: boolean; text: string };

const probes = { partners: '/whoami', okta: '/api/v1/apps?limit=1' } as const;

/** Asks the environment something that changes nothing, through the relay, and says what came of it. Never throws. */
export async function testCredential(credential: CredentialSummary): Promise<TestResult> {
  const { id, api, environment } = credential;
  try {
    const answer = await fetch(routes.relay(api, environment, probes[api]), {
      headers: { 'x-portal-credential': id },
      cache: 'no-store',
    });
    if (answer.headers.has('x-portal-upstream-status')) return judge(answer.status);
    const { message } = await answer.json();
    return { good: false, text: String(message) };
  } catch {
    return { good: false, text: 'The portal could not be reached. Try again.' };
  }
}

function judge(status: number): TestResult {
  if (status < 300) return { good: true, text: 'It works.' };
  if (status === 401) {
    return { good: false, text: 'The API does not accept this token (401). Save a new one.' };
  }
  if (status === 403) {
    return { good: true, text: 'The token is accepted, but may not read this (403).' };
  }
  return { good: false, text: `The API answered ${status}.` };
}
