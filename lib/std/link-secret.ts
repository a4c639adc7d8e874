import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a link, in characters that an address carries as they are. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a link's secret. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();
