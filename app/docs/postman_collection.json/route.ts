import { collectionAnswer } from '../../openapi/collection-answer.ts';

export const dynamic = 'force-dynamic';

/** The Postman collection of the Partners API, at the address that the contract fixes. */
export const GET = (): Promise<Response> => collectionAnswer('partners');
