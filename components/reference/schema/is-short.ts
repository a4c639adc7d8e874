import { inlineValue, type Json } from '#lib/openapi/model.ts';

/** Whether a value can stand in a line beside others. */
export const isShort = (value: Json): boolean =>
  inlineValue(value).length <= (typeof value === 'object' ? 60 : 80);
