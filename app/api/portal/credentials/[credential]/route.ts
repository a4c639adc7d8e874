import { deleteCredential } from '#lib/domain/credentials/credentials.ts';
import { answerJson } from '../../answer.ts';

type Context = { params: Promise<{ credential: string }> };

export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  const { credential: credentialId } = await params;
  return answerJson(request, (ctx) => deleteCredential(ctx, { credentialId }));
}
