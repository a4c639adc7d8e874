import type { IntegrationType } from './schemas.ts';

type Names = { slug: string; en: string; ar?: string };

const head = ({ slug, en, ar }: Names, type: IntegrationType): string => `slug: ${slug}
names:
  en: ${JSON.stringify(en)}${ar ? `\n  ar: ${JSON.stringify(ar)}` : ''}
integration_type: ${type}
version: 1.0.0
`;

const tail = (slug: string): string => `contacts:
  - name: Support
    email: support@${slug}.example.com
    role: support
  - name: On call
    email: oncall@${slug}.example.com
    role: technical
homepage_url: https://${slug}.example.com
privacy_url: https://${slug}.example.com/privacy
`;

const bodies: Readonly<Record<IntegrationType, (slug: string) => string>> = {
  embedded: () => `# What the app does, in a sentence or two.
description: Shows each teacher the sections of their grade, inside the dashboard.
# Each scope with a reason, which the administrator of a school reads.
scopes:
  education.grades.read: Lists the grades that a teacher can choose from.
  education.sections.read: Shows the sections of the chosen grade.
optional_scopes:
  education.students.read: Shows the students of a section. Without it, only sections are shown.
# What the app calls, so that the scan can tell which scopes it uses.
operations: [listGrades, listSections, listStudents]
data_retention: Nothing is kept; what is shown is read each time.
`,
  external: (slug) => `# What the app does, in a sentence or two.
description: Teachers record attendance, and parents hear of an absence on the same day.
# Each scope with a reason, which the administrator of a school reads.
scopes:
  education.students.read: Shows each teacher the students of their class.
  education.sections.read: Groups students by class.
optional_scopes:
  notifications.providers.send: Tells parents on the day when their child is absent.
# What the app calls, so that the scan can tell which scopes it uses.
operations: [listStudents, getStudent, listSections, sendNotification]
# Where events go. Each event needs its read scope.
webhooks:
  - url: https://${slug}.example.com/hooks/okta
    events: [education.students.created, education.students.updated]
# Where new tokens go, at every installation and rotation.
bridge_url: https://${slug}.example.com/bridge
data_retention: Attendance is kept for one school year, and deleted 30 days after the app is removed.
`,
  notification: (slug) => `# What the app does, in a sentence or two.
description: Brings messages of the school to parents by WhatsApp and SMS.
# Each scope with a reason, which the administrator of a school reads.
scopes:
  notifications.providers.send: Sends the messages that the school writes.
optional_scopes:
  education.guardians.read: Puts the name of the parent into the greeting.
# What the app calls, so that the scan can tell which scopes it uses.
operations: [getNotificationCapabilities, sendNotification, getGuardian]
# Where events go. Each event needs its read scope.
webhooks:
  - url: https://${slug}.example.com/hooks/okta
    events: [notifications.message.queued]
data_retention: Messages and phone numbers are kept for 30 days, then deleted.
`,
};

/** A manifest to begin with, commented, for one integration type. It passes the scan. */
export function exampleManifest(type: IntegrationType, names: Names): string {
  return head(names, type) + bodies[type](names.slug) + tail(names.slug);
}
