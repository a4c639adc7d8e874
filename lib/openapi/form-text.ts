import { jsonText, withoutMark } from '../std/exact-number.ts';
import { isJson } from './media-types.ts';
import type { Encoding, Json } from './model.ts';
import { encodeSafely, serializeParameter } from './serialize-parameter.ts';

/** A form body as sent: `a=1&b=2`, lists and objects by the encoding of their property. */
export const formText = (value: { [key: string]: Json }, encoding: Encoding[]): string =>
  Object.entries(value)
    .map(([name, item]) => {
      const told = encoding.find((candidate) => candidate.name === name);
      if (typeof item !== 'object' || item === null)
        return `${encodeSafely(name)}=${encodeSafely(item === null ? '' : withoutMark(String(item)))}`;
      const asJson =
        told?.contentType !== undefined && isJson(told.contentType) && told.style === undefined;
      if (asJson) return `${encodeSafely(name)}=${encodeSafely(jsonText(item))}`;
      const style = told?.style ?? 'form';
      return serializeParameter({
        name,
        value: item,
        style,
        explode: told?.explode ?? style === 'form',
        allowReserved: told?.allowReserved,
      });
    })
    .filter((part) => part !== '')
    .join('&');
