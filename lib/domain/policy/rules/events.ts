import { nearest } from '#lib/std/nearest.ts';
import { eventScopes, eventTypes, isEventType } from '../../events/catalog.ts';
import type { Facts, Rule } from '../rule.ts';

/** Events that need a scope which is not there, or only there as an optional one. */
function lacking({ events, asked }: Facts, has: 'nothing' | 'optional') {
  return events.flatMap(({ text, path }) => {
    const scope = isEventType(text) ? eventScopes[text] : null;
    if (!scope) return [];
    const found = asked.filter((one) => one.scope === scope);
    const state =
      found.length === 0 ? 'nothing' : found.every((one) => one.isOptional) && 'optional';
    return state === has ? [{ text, scope, path }] : [];
  });
}

export const eventRules: readonly Rule[] = [
  {
    id: 'unknown-event',
    severity: 'error',
    title: 'Every event exists',
    why: 'An endpoint that waits for an event which is never sent looks healthy and hears nothing.',
    fix: 'Use a name from the table of events.',
    waivable: false,
    find: ({ events }) =>
      events
        .filter(({ text }) => !isEventType(text))
        .map(({ text, path }) => {
          const meant = nearest(text, eventTypes);
          return {
            path,
            part: 'value',
            message: `There is no event “${text.slice(0, 80)}”${meant ? `; is ${meant} meant?` : '.'}`,
          };
        }),
  },
  {
    id: 'event-without-scope',
    severity: 'error',
    title: 'Every event has its read scope',
    why: 'An installation receives an event only while it holds the scope; without it nothing is ever sent.',
    fix: 'Ask for the scope with a reason, or take the event out.',
    find: (facts) =>
      lacking(facts, 'nothing').map(({ text, scope, path }) => ({
        path,
        part: 'value',
        message: `${text} needs ${scope}, which is not asked for.`,
      })),
  },
  {
    id: 'event-with-optional-scope',
    severity: 'warning',
    title: 'Events that a school can switch off',
    why: 'A school that refuses the optional scope sends no such event, and no error tells you.',
    fix: 'Make the scope a needed one, or be sure that the app works without the event.',
    find: (facts) =>
      lacking(facts, 'optional').map(({ text, scope, path }) => ({
        path,
        part: 'value',
        message: `${text} comes only from schools that grant the optional ${scope}.`,
      })),
  },
  {
    id: 'event-twice',
    severity: 'warning',
    title: 'An endpoint names an event once',
    why: 'The second name changes nothing, and hides which one was meant.',
    fix: 'Take the repetition out.',
    find: ({ events }) =>
      events
        .filter(({ text, path }, at) =>
          events.slice(0, at).some((one) => one.text === text && one.path[1] === path[1]),
        )
        .map(({ text, path }) => ({
          path,
          part: 'value',
          message: `${text.slice(0, 80)} is named twice by one endpoint.`,
        })),
  },
];
