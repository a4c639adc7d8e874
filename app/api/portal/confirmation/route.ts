import { confirmPassword } from '#lib/domain/sessions/confirm-password.ts';
import { answerJson, bodyOf } from '../answer.ts';

/** `{"password": …}`: for ten minutes this session may see, rotate and revoke tokens. */
export function POST(request: Request): Promise<Response> {
  return answerJson(request, async (ctx) => {
    const { password } = await bodyOf(request);
    return confirmPassword(ctx, { password: typeof password === 'string' ? password : '' });
  });
}
