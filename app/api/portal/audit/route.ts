import { verifyAudit } from '#lib/domain/audit/read-audit.ts';
import { answerJson } from '../answer.ts';

/** Computes the hash chain anew. */
export function POST(request: Request): Promise<Response> {
  return answerJson(request, verifyAudit);
}
