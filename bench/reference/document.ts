// Documents that the benches of the reference make: as many operations as asked for, all alike, so that pages of a small
// and of a large document carry the same.

const fields = ['full_name', 'national_id', 'birth_date', 'guardian_phone', 'section', 'remarks'];
const sentence =
  'Kept as the school writes it; changes are told by a webhook to every app that may read it. ';

export type DocumentSize = {
  operations: number;
  /** Properties of each schema; more of them make a larger document of as many operations. */
  properties?: number;
  title?: string;
};

export const lastOperation = (operations: number): string => `updateRecord${operations - 1}`;
/** Stands in the description of the last operation only, and in no list of operations. */
export const MARKER = 'The bench waits for this sentence.';

const schemaOf = (properties: number, number: number) => ({
  type: 'object',
  description: `Record ${number} of a school. ${sentence}`,
  required: ['id', 'name_0'],
  properties: Object.fromEntries([
    ['id', { type: 'integer', format: 'int64', readOnly: true, description: 'Chosen by the API.' }],
    ...Array.from({ length: properties }, (_, at) => [
      `name_${at}`,
      {
        type: 'string',
        maxLength: 80 + at,
        description: `${fields[at % fields.length]}: ${sentence}`,
        example: at % 2 === 0 ? 'سارة القحطاني' : 'Layla Al-Qahtani',
      },
    ]),
  ]),
});

const reference = (name: string) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
});

const operationOf = (number: number, isLast: boolean) => ({
  operationId: `updateRecord${number}`,
  summary: `Update record ${number}`,
  description: `${isLast ? MARKER : 'Changes what is sent and keeps the rest.'} ${sentence}`,
  tags: [`Area ${Math.floor(number / 20)}`],
  parameters: [
    {
      name: 'id',
      in: 'path',
      required: true,
      schema: { type: 'integer' },
      description: 'Which record.',
    },
    {
      name: 'notify',
      in: 'query',
      schema: { type: 'boolean', default: true },
      description: 'Whether webhooks are sent.',
    },
  ],
  requestBody: { required: true, content: reference(`Record${number}`) },
  responses: {
    '200': { description: 'The record as it is now.', content: reference(`Record${number}`) },
    '404': { description: 'There is no such record.', content: reference('Problem') },
    '422': { description: 'A value is wrong.', content: reference('Problem') },
  },
});

/** An OpenAPI 3.1 document. */
export function makeDocument({ operations, properties = 6, title = 'Bench' }: DocumentSize) {
  const numbers = Array.from({ length: operations }, (_, number) => number);
  return {
    openapi: '3.1.0',
    info: { title, version: '1.0.0', description: sentence },
    servers: [{ url: 'https://api.example.com/v1' }],
    security: [{ bearer: [] }],
    paths: Object.fromEntries(
      numbers.map((number) => [
        `/area-${Math.floor(number / 20)}/records-${number}/{id}`,
        { patch: operationOf(number, number === operations - 1) },
      ]),
    ),
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: Object.fromEntries([
        ['Problem', schemaOf(2, 0)],
        ...numbers.map((number) => [`Record${number}`, schemaOf(properties, number)]),
      ]),
    },
  };
}
