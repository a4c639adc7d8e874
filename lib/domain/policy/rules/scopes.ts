import { nearest } from '#lib/std/nearest.ts';
import { eventScopes, isEventType } from '../../events/catalog.ts';
import { type PartnerScope, partnerScopes } from '../../installations/scopes.ts';
import {
  operationNames,
  operationsOfScope,
  scopeOfOperation,
} from '../../scopes/operation-scopes.ts';
import type { AskedFact, Facts, Rule } from '../rule.ts';

const isScope = (text: string): text is PartnerScope => partnerScopes.some((one) => one === text);
const isDelete = (text: string): boolean => /\.(delete|destroy|remove|\*)$/.test(text);
const known = ({ asked }: Facts): (AskedFact & { scope: PartnerScope })[] =>
  asked.flatMap((one) => (isScope(one.scope) ? [{ ...one, scope: one.scope }] : []));

function namedOperations({ data }: Facts): { text: string; path: (string | number)[] }[] {
  const list = Array.isArray(data.operations) ? data.operations : [];
  return list.flatMap((text, at) =>
    typeof text === 'string' ? [{ text, path: ['operations', at] }] : [],
  );
}

/** The scopes that something in the manifest, or the calls of the sandbox, needs; null: nothing tells. */
function usedScopes(facts: Facts): Set<string> | null {
  const operations = namedOperations(facts).map(({ text }) => text);
  const { callsByScope } = facts.context;
  if (operations.length === 0 && callsByScope === undefined) return null;
  const used = new Set<string>();
  for (const name of operations) {
    const scope = scopeOfOperation(name);
    if (scope) used.add(scope);
  }
  for (const { text } of facts.events) {
    const scope = isEventType(text) ? eventScopes[text] : null;
    if (scope) used.add(scope);
  }
  for (const [scope, calls] of Object.entries(callsByScope ?? {})) if (calls > 0) used.add(scope);
  return used;
}

export const scopeRules: readonly Rule[] = [
  {
    id: 'unknown-scope',
    severity: 'error',
    title: 'Every scope is one of the fourteen',
    why: 'A scope that does not exist cannot be granted, so the version could never be installed.',
    fix: 'Use a name from the list of scopes, or take the line out.',
    waivable: false,
    find: ({ asked }) =>
      asked
        .filter(({ scope }) => !isScope(scope) && !isDelete(scope))
        .map(({ scope, path }) => {
          const meant = nearest(scope, partnerScopes);
          return {
            path,
            message: `There is no scope “${scope.slice(0, 80)}”${meant ? `; is ${meant} meant?` : '.'}`,
          };
        }),
  },
  {
    id: 'delete-scope',
    severity: 'error',
    title: 'No app deletes',
    why: 'Partners read and write, and never delete: no such scope and no such operation exists.',
    fix: 'Take the scope out. Ask the school to remove the record in the platform.',
    waivable: false,
    find: ({ asked }) =>
      asked
        .filter(({ scope }) => !isScope(scope) && isDelete(scope))
        .map(({ scope, path }) => ({
          path,
          message: `“${scope.slice(0, 80)}” would delete or do everything; partners get read and write.`,
        })),
  },
  {
    id: 'scope-twice',
    severity: 'error',
    title: 'A scope is either needed or optional',
    why: 'The school is asked once for each scope, and must know whether it may refuse.',
    fix: 'Keep the scope under scopes or under optional_scopes, not both.',
    waivable: false,
    find: ({ asked }) =>
      asked
        .filter(
          ({ scope, isOptional }) =>
            isOptional && asked.some((one) => !one.isOptional && one.scope === scope),
        )
        .map(({ scope, path }) => ({ path, message: `${scope} is among the needed scopes too.` })),
  },
  {
    id: 'write-without-read',
    severity: 'warning',
    title: 'Writing alone is meant',
    why: 'Write does not bring read. An app that writes and cannot look often finds out in production.',
    fix: 'Add the read scope with its reason, or leave it if the app only ever creates.',
    find: (facts) =>
      known(facts).flatMap(({ scope, path }) => {
        const read = scope.replace(/\.write$/, '.read');
        if (read === scope || facts.asked.some((one) => one.scope === read)) return [];
        return [{ path, message: `${scope} is asked for without ${read}.` }];
      }),
  },
  {
    id: 'unused-scope',
    severity: 'warning',
    title: 'Every scope is used',
    why: 'A right that nobody uses is a risk that nobody needs.',
    fix: 'Take the scope out, or name the operation that needs it under operations.',
    find: (facts) => {
      const used = usedScopes(facts);
      if (!used) return [];
      return known(facts)
        .filter(({ scope }) => !used.has(scope))
        .map(({ scope, path }) => ({
          path,
          message: `No operation and no event of the app needs ${scope}; it opens ${operationsOfScope[scope].join(', ')}.`,
        }));
    },
  },
  {
    id: 'many-scopes',
    severity: 'warning',
    title: 'An app asks for few scopes',
    why: 'Schools refuse apps that want everything, and a lost token opens all that was granted.',
    fix: 'Make optional what the app can do without, or split the app.',
    find: (facts) => {
      const needed = known(facts).filter(({ isOptional }) => !isOptional);
      if (needed.length <= 10) return [];
      const message = `${needed.length} scopes are needed; reviewers ask about more than 10.`;
      return [{ path: ['scopes'], message }];
    },
  },
  {
    id: 'unknown-operation',
    severity: 'error',
    title: 'Every operation exists',
    why: 'From the operations the scan tells which scopes the app uses; a wrong name makes it guess.',
    fix: 'Use the operationId as the reference shows it.',
    find: (facts) =>
      namedOperations(facts)
        .filter(({ text }) => scopeOfOperation(text) === undefined)
        .map(({ text, path }) => {
          const meant = nearest(text, operationNames);
          return {
            path,
            part: 'value',
            message: `There is no operation “${text.slice(0, 80)}”${meant ? `; is ${meant} meant?` : '.'}`,
          };
        }),
  },
  {
    id: 'operation-without-scope',
    severity: 'error',
    title: 'Every operation has its scope',
    why: 'Without its scope each call is a 403, for every school.',
    fix: 'Ask for the scope with a reason, or take the operation out.',
    find: (facts) =>
      namedOperations(facts).flatMap(({ text, path }) => {
        const scope = scopeOfOperation(text);
        if (!scope || facts.asked.some((one) => one.scope === scope)) return [];
        return [
          { path, part: 'value', message: `${text} needs ${scope}, which is not asked for.` },
        ];
      }),
  },
];
