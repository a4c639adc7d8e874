import type { PartnerScope } from '../installations/scopes.ts';

/**
 * Every event of the contract, and the scope that an installation must hold to receive it. null: the event
 * concerns one app and goes to that app only.
 */
export const eventScopes = {
  'education.students.created': 'education.students.read',
  'education.students.updated': 'education.students.read',
  'education.guardians.created': 'education.guardians.read',
  'education.guardians.updated': 'education.guardians.read',
  'education.subjects.created': 'education.subjects.read',
  'employees.directory.created': 'employees.directory.read',
  'reports.builder.completed': 'reports.builder.read',
  'notifications.message.queued': 'notifications.providers.send',
  'app.installed': null,
  'app.uninstalled': null,
  'app.scopes.updated': null,
  ping: null,
} as const satisfies Record<string, PartnerScope | null>;

export type EventType = keyof typeof eventScopes;

/** Every event that an endpoint can subscribe to, in the order of the contract. */
export const eventTypes = Object.keys(eventScopes) as readonly EventType[]; // Object.keys forgets the keys.

/** True when `value` names an event of the contract. */
export function isEventType(value: string): value is EventType {
  return Object.hasOwn(eventScopes, value);
}
