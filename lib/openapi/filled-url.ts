import type { Server } from './model.ts';

/** A server's address with the defaults of its variables. A relative one stays as it is. */
export const filledUrl = (server: Server): string =>
  server.variables.reduce(
    (url, { name, default: value }) => url.replaceAll(`{${name}}`, () => value),
    server.url,
  );
