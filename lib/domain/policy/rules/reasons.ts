import type { Facts, Rule } from '../rule.ts';

const shortest = 20;
// Sentences that would be true of any app.
const empty =
  /^(it is |this is )?(needed|required|necessary|used|mandatory|for)( (for|by))? (the |our |this )?(app|application|integration|sync|system|product|service|functionality)\.?$/i;

const reasons = ({ asked }: Facts) =>
  asked.flatMap(({ scope, reason, path }) =>
    typeof reason === 'string' && reason.trim() !== ''
      ? [{ scope, path, reason: reason.trim() }]
      : [],
  );

export const reasonRules: readonly Rule[] = [
  {
    id: 'scope-without-reason',
    severity: 'error',
    title: 'Every scope has a reason',
    why: 'The administrator of a school decides by it.',
    fix: 'Say in a sentence what the app does with the data, for whom, and what happens without it.',
    find: ({ asked }) =>
      asked
        .filter(({ reason }) => typeof reason !== 'string' || reason.trim() === '')
        .map(({ scope, path }) => ({ path, message: `${scope.slice(0, 80)} has no reason.` })),
  },
  {
    id: 'weak-reason',
    severity: 'warning',
    title: 'A reason convinces',
    why: 'A reason that fits every app tells the school nothing, and it refuses.',
    fix: 'Name what is done, with which data, and for whom.',
    find: (facts) =>
      reasons(facts)
        .filter(({ reason }) => reason.length < shortest || empty.test(reason.slice(0, 120)))
        .map(({ path, reason }) => ({
          path,
          part: 'value',
          message: `“${reason.slice(0, 80)}” does not say what is done with the data.`,
        })),
  },
  {
    id: 'repeated-reason',
    severity: 'warning',
    title: 'Each reason is its own',
    why: 'Two scopes open different data; one sentence for both explains neither.',
    fix: 'Write a reason for each.',
    find: (facts) => {
      const all = reasons(facts);
      return all
        .filter(({ reason }, at) => all.findIndex((one) => one.reason === reason) < at)
        .map(({ scope, path }) => ({
          path,
          part: 'value',
          message: `The reason of ${scope.slice(0, 80)} is that of another scope.`,
        }));
    },
  },
];
