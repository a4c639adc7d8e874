import { getConfig } from '#lib/config/runtime.ts';
import { confirmPassword, hasPassword } from '#lib/domain/sessions/confirm-password.ts';
import { answerPerson, bodyOf } from '../answer.ts';

/** How this person can confirm: `{"password": true}`, or through the identity provider. */
export function GET(request: Request): Promise<Response> {
  return answerPerson(request, async (ctx) => ({
    password: await hasPassword(ctx),
    issuer: getConfig().oidc !== null,
  }));
}

/** `{"password": …}`: for ten minutes this session may see, rotate and revoke tokens. */
export function POST(request: Request): Promise<Response> {
  return answerPerson(request, async (ctx) => {
    const { password } = await bodyOf(request);
    return confirmPassword(ctx, { password: typeof password === 'string' ? password : '' });
  });
}
