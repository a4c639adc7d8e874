import { saveCredential } from '#lib/domain/credentials/save-credential.ts';
import { answerJson, bodyOf } from '../answer.ts';

/** Saves a credential for the console. The answer names it; nothing ever gives the token back. */
export async function POST(request: Request): Promise<Response> {
  return answerJson(request, async (ctx) => saveCredential(ctx, await bodyOf(request)));
}
