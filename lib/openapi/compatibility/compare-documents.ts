import type { Operation, Webhook } from '../model.ts';
import type { CompiledApi } from '../read-compiled.ts';
import { swaggerPointer } from '../reader.ts';
import { compareExchanges, compareSent } from './compare-exchange.ts';
import type { PathNames } from './compare-parameters.ts';
import { type At, type Comparison, newComparison, report } from './comparison.ts';
import type { Change, ChangeReport } from './rules.ts';
import { openSide, type Side } from './side.ts';

/**
 * What changed between two compiled documents, each change judged by the published rules (C0-04 … C0-15). Documents of
 * different OpenAPI versions can be compared, since both are read into one model.
 */
export const compareDocuments = (older: CompiledApi, newer: CompiledApi): ChangeReport => {
  const c = newComparison(openSide(older), openSide(newer));
  compareOperations(c);
  compareWebhooks(c);
  const changes = distinct(c).toSorted(
    (a, b) => compareText(a.place, b.place) || compareText(a.kind, b.kind),
  );
  const all = [...changes.filter(isBreaking), ...changes.filter((one) => !isBreaking(one))];
  const breaking = changes.filter(isBreaking).length;
  return {
    verdict: breaking > 0 ? 'breaking' : 'compatible',
    old: factsOf(c.old),
    new: factsOf(c.new),
    counts: { breaking, compatible: changes.length - breaking },
    changes: all,
    notices: [...c.notices],
  };
};

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
const isBreaking = ({ verdict }: Change): boolean => verdict === 'breaking';
const factsOf = ({ index: { api } }: Side) => ({
  title: api.title,
  version: api.version,
  specVersion: api.specVersion,
});

const atOperation = (operation: Operation, other: Operation): At => ({
  place: nameOf(other),
  old: operation.pointer,
  new: other.pointer,
  owner: ownerOf(other),
  depth: 0,
});

const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;
const ownerOf = (operation: Operation): string => `operation ${nameOf(operation)}`;

const compareOperations = (c: Comparison): void => {
  const { pairs, removed, added } = matchOperations(c.old, c.new);
  for (const [before, after] of pairs)
    compareExchanges(c, atOperation(before, after), before, after, 'client', {
      old: pathNames(before.path),
      new: pathNames(after.path),
    });
  for (const operation of removed)
    report(
      c,
      atOperation(operation, operation),
      'operation-removed',
      'The operation is gone from the document, which makes it private.',
      'old',
    );
  for (const operation of added)
    report(c, atOperation(operation, operation), 'operation-added', 'The operation is new.');
};

type Matched = { pairs: [Operation, Operation][]; removed: Operation[]; added: Operation[] };

/** By method and path, the names of path parameters aside; then by the whole path with the server's. */
const matchOperations = (older: Side, newer: Side): Matched => {
  const pairs: [Operation, Operation][] = [];
  let removed = older.operations;
  let added = newer.operations;
  for (const keyOf of [pathKey, addressKey]) {
    const free = new Map(added.map((operation) => [keyOf(operation), operation]));
    const rest: Operation[] = [];
    for (const operation of removed) {
      const other = free.get(keyOf(operation));
      if (!other) rest.push(operation);
      else {
        pairs.push([operation, other]);
        free.delete(keyOf(operation));
      }
    }
    const taken = new Set(pairs.map(([, other]) => other));
    removed = rest;
    added = added.filter((operation) => !taken.has(operation));
  }
  return { pairs, removed, added };
};

const blank = (path: string): string => path.replace(/\{[^{}]+\}/g, '{}').replace(/(.)\/+$/, '$1');
const pathKey = ({ method, path }: Operation): string => `${method} ${blank(path)}`;

/** A 2.0 document has its `basePath` in the server, another one the same in each path. */
const addressKey = (operation: Operation): string => {
  const url = operation.servers[0]?.url ?? '';
  const base = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/\/+$/, '');
  return `${operation.method} ${blank(base + operation.path)}`;
};

const pathNames = (path: string): PathNames =>
  new Map([...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ''], index) => [name, String(index)]));

const compareWebhooks = (c: Comparison): void => {
  const at = ({ name }: Webhook): At => ({
    place: `webhook ${name}`,
    old: `#/webhooks/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`,
    new: `#/webhooks/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`,
    owner: `operation webhook ${name}`,
    depth: 0,
  });
  for (const webhook of c.old.webhooks) {
    const other = c.new.webhooks.find(({ name }) => name === webhook.name);
    if (other) compareSent(c, at(webhook), webhook.exchanges, other.exchanges, 'webhook-removed');
    else report(c, at(webhook), 'webhook-removed', 'The webhook is gone.', 'old');
  }
  for (const webhook of c.new.webhooks)
    if (!c.old.webhooks.some(({ name }) => name === webhook.name))
      report(c, at(webhook), 'webhook-added', 'The webhook is new.');
};

/** Each change once, those of shared schemas with the operations they reach. */
const distinct = (c: Comparison): Change[] => {
  const known = new Map<string, Change>();
  for (const { owner, ...change } of c.changes) {
    const key = JSON.stringify([change.kind, change.place, change.pointer, change.message]);
    if (known.has(key)) continue;
    const operations = owner.startsWith('operation ') ? [] : reached(c, owner);
    const { specVersion } = (change.document === 'old' ? c.old : c.new).index.api;
    known.set(key, {
      ...change,
      pointer: specVersion === '2.0' ? swaggerPointer(change.pointer) : change.pointer,
      ...(operations.length > 0
        ? { usedBy: { operations: operations.slice(0, 5), total: operations.length } }
        : {}),
    });
  }
  return [...known.values()];
};

const reached = (c: Comparison, owner: string): string[] => {
  const found = new Set<string>();
  const seen = new Set([owner]);
  const queue = [owner];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const by of c.broughtBy.get(next) ?? []) {
      if (by.startsWith('operation ')) found.add(by.slice('operation '.length));
      else if (!seen.has(by)) {
        seen.add(by);
        queue.push(by);
      }
    }
  }
  return [...found].toSorted();
};
