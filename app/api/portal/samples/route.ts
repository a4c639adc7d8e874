import { AppError, errorEnvelope } from '#lib/errors.ts';
import { samplesOf } from '#lib/relay/samples-of.ts';
import { bodyOf } from '../answer.ts';

/** A request of the console as a program, in each language. Nothing in it is secret, so guests may ask too. */
export async function POST(request: Request): Promise<Response> {
  try {
    return Response.json(samplesOf(await bodyOf(request)));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Response.json(errorEnvelope(error), { status: error.status });
  }
}
