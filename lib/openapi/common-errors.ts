import type { ApiResponse, CommonError } from './model.ts';
import { isErrorStatus } from './model-helpers.ts';
import { compact } from './raw.ts';

export type ErrorCounter = ReturnType<typeof createErrorCounter>;

/** Finds the error responses that most operations share, so that pages can tell them once for the whole API. */
export const createErrorCounter = () => {
  const counts = new Map<string, CommonError>();
  return {
    add: (responses: ApiResponse[]): void => {
      for (const { status, description, content } of responses) {
        if (!isErrorStatus(status) && status !== 'default') continue;
        const schema = content.find((item) => item.schema?.ref !== undefined)?.schema;
        const identity = JSON.stringify([status, description?.text, schema?.ref]);
        const known = counts.get(identity);
        if (known) known.operations += 1;
        else if (counts.size < 5000) {
          const ref =
            schema?.ref === undefined
              ? undefined
              : { key: schema.ref, name: schema.refName ?? schema.ref };
          counts.set(identity, compact({ status, description, schema: ref, operations: 1 }));
        }
      }
    },
    /** Shared by at least half of the operations, and by three. */
    common: (operations: number): CommonError[] =>
      [...counts.values()]
        .filter((error) => error.operations >= Math.max(3, operations / 2))
        .toSorted((a, b) => a.status.localeCompare(b.status))
        .slice(0, 30),
  };
};
