import { readOktaOrg } from '#lib/domain/okta/orgs/read-org.ts';
import { answerJson } from '../answer.ts';

/** The Okta sandbox of the organization: tokens without themselves, trusted origins, the latest calls. */
export function GET(request: Request): Promise<Response> {
  return answerJson(request, readOktaOrg);
}
