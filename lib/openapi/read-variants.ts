import { convertParameters } from './from-swagger.ts';
import type { OperationVariant } from './model.ts';
import {
  compact,
  isObject,
  listMember,
  member,
  type RawObject,
  textMember,
  textOf,
} from './raw.ts';
import { readParameter, readRequestBody } from './read-payload.ts';
import { type Reader, schemaRef } from './reader.ts';

/**
 * `x-okta-multi-operation`: other forms of the same call, written in the style of Swagger 2.0 whatever the document's
 * version. References in an extension never fail: one that leads nowhere leaves its schema open.
 */
export const readVariants = (
  reader: Reader,
  raw: RawObject,
  pointer: string,
): OperationVariant[] => {
  const list = listMember(raw, 'x-okta-multi-operation').filter(isObject).slice(0, 20);
  const outer = reader.notices;
  reader.notices = [];
  const variants = list.map((item, index) =>
    readVariant(reader, item, `${pointer}/x-okta-multi-operation/${index}`),
  );
  reader.notices = outer;
  return variants;
};

const readVariant = (reader: Reader, item: RawObject, pointer: string): OperationVariant => {
  const consumes = listMember(item, 'consumes').flatMap((type) => textOf(type) ?? []);
  const list = listMember(item, 'parameters')
    .filter(isObject)
    .map((parameter) => withKnownReference(reader, parameter));
  const isOld = list.some(
    (parameter) => member(parameter, 'schema') === undefined || member(parameter, 'in') === 'body',
  );
  const converted = isOld
    ? convertParameters(
        reader.document,
        list,
        consumes.length > 0 ? consumes : ['application/json'],
      )
    : { parameters: list };
  const requestBody =
    'requestBody' in converted ? converted.requestBody : member(item, 'requestBody');
  const operationId = textMember(item, 'operationId');
  const description = textMember(item, 'description');
  return compact({
    operationId,
    title: textMember(item, 'summary') ?? operationId ?? 'Another form',
    description: reader.prose(description),
    encoding: textMember(item, 'encoding'),
    parameters: converted.parameters.flatMap(
      (parameter, index) =>
        readParameter(reader, parameter, `${pointer}/parameters/${index}`) ?? [],
    ),
    requestBody: readRequestBody(reader, requestBody, `${pointer}/requestBody`),
  });
};

/** `#/definitions/UserCredentials` in a 3.0 document means the schema of that name, when there is one. */
const withKnownReference = (reader: Reader, parameter: RawObject): RawObject => {
  const ref = textMember(member(parameter, 'schema'), '$ref');
  if (ref === undefined) return parameter;
  const known = schemaRef(reader, ref) ?? schemaRef(reader, ref.split('/').at(-1) ?? '');
  return {
    ...parameter,
    schema: known
      ? { $ref: `#/components/schemas/${known.name.replace(/~/g, '~0').replace(/\//g, '~1')}` }
      : {},
  };
};
