import type { ResponseLink } from './model.ts';
import { childPointer, compact, member, objectMember, type RawObject, textMember } from './raw.ts';
import type { ExchangeContext } from './read-exchange.ts';
import { readServers } from './read-info.ts';
import { follow, note } from './reader.ts';

/** `links` of a response, each with the operation it leads to. One that leads nowhere is noted and kept. */
export const readLinks = (
  context: ExchangeContext,
  response: RawObject,
  pointer: string,
): ResponseLink[] => {
  const { reader } = context;
  return Object.entries(objectMember(response, 'links') ?? {})
    .slice(0, 50)
    .flatMap(([name, value]) => {
      const at = childPointer(`${pointer}/links`, name);
      const link = follow(reader, value, at);
      if (!link) return [];
      const operationId = textMember(link, 'operationId');
      const operationRef = textMember(link, 'operationRef');
      const operation =
        context.operationById.get(operationId ?? '') ??
        context.operationByPointer.get(operationRef ?? '');
      if (!operation && operationId !== undefined)
        note(
          reader,
          at,
          `The link leads to the operation “${operationId.slice(0, 80)}”, which does not exist.`,
        );
      const body = member(link, 'requestBody');
      const server = member(link, 'server');
      return compact({
        name,
        description: reader.prose(textMember(link, 'description')),
        operation,
        operationId,
        operationRef,
        parameters: Object.entries(objectMember(link, 'parameters') ?? {}).map(
          ([key, expression]) => ({ name: key, value: expression }),
        ),
        requestBody: body === undefined ? undefined : { value: body },
        server: server === undefined ? undefined : readServers(reader, [server], at)[0],
      });
    });
};
