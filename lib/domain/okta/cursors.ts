import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { OktaError } from './okta-error.ts';

export type Cursors = {
  /** A cursor that stands after `position` in the list that `scope` describes. */
  make(scope: string, position: number): string;
  /** The position of a cursor. Throws `E0000029` for one that was altered or belongs to another list. */
  read(scope: string, cursor: string): number;
};

/**
 * Opaque, signed cursors (contract, C1-26). `scope` names the org and the whole query; it is signed, not carried, so
 * a cursor fits nowhere else. The key is derived from the portal's secret.
 */
export function createCursors(portalSecret: string): Cursors {
  const key = Buffer.from(hkdfSync('sha256', portalSecret, 'okta-portal', 'okta cursors', 32));
  const sign = (scope: string, position: string) =>
    createHmac('sha256', key).update(`${position}\n${scope}`).digest().subarray(0, 15);
  return {
    make(scope, position) {
      const text = position.toString(36);
      return Buffer.concat([sign(scope, text), Buffer.from(text)]).toString('base64url');
    },
    read(scope, cursor) {
      const bytes = Buffer.from(cursor.slice(0, 200), 'base64url');
      const text = bytes.subarray(15).toString('latin1');
      const position = Number.parseInt(text, 36);
      // Base64 decoders forgive stray characters; a cursor that is not written as ours is not ours.
      const isOurs =
        bytes.length > 15 &&
        bytes.toString('base64url') === cursor &&
        timingSafeEqual(sign(scope, text), bytes.subarray(0, 15));
      if (!isOurs || !Number.isSafeInteger(position)) throw new OktaError('E0000029');
      return position;
    },
  };
}
