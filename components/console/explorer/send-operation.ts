import { consoleServers } from '#lib/openapi/model.ts';
import { isObject, textsOf } from '../document.ts';
import { withoutUnchosenFiles } from '../form-body.ts';
import type { SwaggerRequest } from '../swagger-types.ts';

// The parts of swagger-ui's system that are touched here. `fetch` gets the request just before the interceptor does.
type Execution = {
  pathName: string;
  method: string;
  fetch(request: SwaggerRequest): unknown;
};
type System = {
  specSelectors: {
    specResolvedSubtree(path: readonly string[]): { toJS(): unknown } | null | undefined;
  };
};

/**
 * Tells the interceptor what it cannot know of the operation that is sent: where it can be called. What stands in for
 * files that nobody chose is taken out before the request is shown or sent.
 */
export const withOperation =
  (execute: (execution: Execution) => unknown, { specSelectors }: System) =>
  (execution: Execution): unknown => {
    const { pathName, method, fetch } = execution;
    const resolved = specSelectors.specResolvedSubtree(['paths', pathName, method])?.toJS();
    const raw = isObject(resolved) ? resolved : {};
    return execute({
      ...execution,
      fetch: (request) =>
        fetch({
          ...request,
          body: withoutUnchosenFiles(request.body, { document: {}, raw }),
          servers: textsOf(raw[consoleServers]),
        }),
    });
  };
