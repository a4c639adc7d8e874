import { endOtherSessions, endOwnSession } from '#lib/domain/sessions/own-sessions.ts';
import { answerPerson, bodyOf } from '../answer.ts';

/** `{"sessionId": …}` ends one of the person's sessions, `{"others": true}` all but this one. */
export function POST(request: Request): Promise<Response> {
  return answerPerson(request, async (ctx) => {
    const { sessionId, others } = await bodyOf(request);
    if (others === true) return endOtherSessions(ctx);
    return endOwnSession(ctx, { sessionId: typeof sessionId === 'string' ? sessionId : '' });
  });
}
