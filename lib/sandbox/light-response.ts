import { getRequestListener } from '@hono/node-server';

const names = ['Request', 'Response'] as const;

/**
 * The adapter's own Response, which it writes to the socket without building a web Response first; that doubles
 * the answers a second. The adapter hands it out only by replacing the globals of the whole process, which the
 * pages in it must not see: so it is taken and the globals are put back.
 */
function takeLightResponse(): typeof Response {
  const before = names.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
  try {
    getRequestListener(() => new Response());
    return globalThis.Response;
  } finally {
    names.forEach((name, i) => {
      const descriptor = before[i];
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    });
  }
}

export const LightResponse = takeLightResponse();
