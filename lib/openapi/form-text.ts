import { jsonText, withoutMark } from '../std/exact-number.ts';
import { isJson } from './media-types.ts';
import type { Encoding, Json } from './model.ts';
import { encodeSafely, serializeParameter } from './serialize-parameter.ts';

/** Is a list or object sent as JSON text? Objects are, unless their encoding names a style for them. */
const isText = (item: Json, told: Encoding | undefined): boolean => {
  if (told?.style !== undefined) return false;
  if (told?.contentType !== undefined && isJson(told.contentType)) return true;
  return !Array.isArray(item) && told?.explode === undefined && told?.allowReserved === undefined;
};

/** A form body as sent: `a=1&b=2`, lists and objects by the encoding of their property. */
export const formText = (value: { [key: string]: Json }, encoding: Encoding[]): string =>
  Object.entries(value)
    .map(([name, item]) => {
      const told = encoding.find((candidate) => candidate.name === name);
      if (typeof item !== 'object' || item === null)
        return `${encodeSafely(name)}=${encodeSafely(item === null ? '' : withoutMark(String(item)))}`;
      if (isText(item, told)) return `${encodeSafely(name)}=${encodeSafely(jsonText(item))}`;
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
