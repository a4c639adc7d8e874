import type { Limits } from './limits.ts';
import type { Json } from './model.ts';

/** Whether JSON keeps to the limits of depth and number of values. Level by level, without recursion. */
export const isWithinLimits = (root: Json, limits: Limits): 'yes' | 'too deep' | 'too large' => {
  let level: Json[] = [root];
  let nodes = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > limits.maxDepth) return 'too deep';
    nodes += level.length;
    if (nodes > limits.maxNodes) return 'too large';
    const next: Json[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      for (const child of Object.values(value)) next.push(child);
    }
    level = next;
  }
  return 'yes';
};

/** The offset in a valid JSON text of the bracket that opens a level beyond the limit. */
export const depthOffset = (text: string, maxDepth: number): number => {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (inString && char === 0x5c) at += 1;
    else if (char === 0x22) inString = !inString;
    else if (!inString && (char === 0x7b || char === 0x5b)) depth += 1;
    else if (!inString && (char === 0x7d || char === 0x5d)) depth -= 1;
    if (depth > maxDepth) return at;
  }
  return 0;
};
