import type { Limits } from './limits.ts';
import type { Json } from './model.ts';
import { DocumentRefusal } from './refusal.ts';

type Measure = { nodes: number; depth: number };

/** For YAML. Counts values as if aliases were copied, without copying them. Refuses too many, too deep, and cycles. */
export const measureShared = (root: Json, limits: Limits): void => {
  const done = new Map<object, Measure>();
  const entered = new Set<object>();
  const stack: Json[] = [root];
  while (stack.length > 0) {
    const value = stack.at(-1);
    if (typeof value !== 'object' || value === null || done.has(value)) {
      stack.pop();
      continue;
    }
    const children = Object.values(value);
    if (entered.has(value)) {
      stack.pop();
      done.set(value, sum(children, done, limits));
      continue;
    }
    entered.add(value);
    for (const child of children) {
      if (typeof child !== 'object' || child === null || done.has(child)) continue;
      // What is entered and not done is an ancestor.
      if (entered.has(child)) {
        throw new DocumentRefusal(
          'An alias refers to a value that contains the alias itself.',
          '#',
        );
      }
      stack.push(child);
    }
  }
};

const sum = (children: Json[], done: Map<object, Measure>, limits: Limits): Measure => {
  const total: Measure = { nodes: 1, depth: 1 };
  for (const child of children) {
    const known = typeof child === 'object' && child !== null ? done.get(child) : undefined;
    total.nodes += known?.nodes ?? 1;
    total.depth = Math.max(total.depth, (known?.depth ?? 0) + 1);
  }
  refuseDepth(total.depth, limits);
  refuseNodes(total.nodes, limits);
  return total;
};

/** For JSON, where nothing is shared: refuses too many and too deep. */
export const measureTree = (root: Json, limits: Limits): void => {
  let level: Json[] = [root];
  let nodes = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    refuseDepth(depth, limits);
    nodes += level.length;
    refuseNodes(nodes, limits);
    const next: Json[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      for (const child of Object.values(value)) next.push(child);
    }
    level = next;
  }
};

const refuseDepth = (depth: number, limits: Limits): void => {
  if (depth <= limits.maxDepth) return;
  throw new DocumentRefusal(`The document nests deeper than ${limits.maxDepth} levels.`, '#');
};

const refuseNodes = (nodes: number, limits: Limits): void => {
  if (nodes <= limits.maxNodes) return;
  throw new DocumentRefusal(`The document expands to more than ${limits.maxNodes} values.`, '#');
};
