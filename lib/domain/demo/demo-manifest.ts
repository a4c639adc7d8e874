import { eventScopes, eventTypes } from '../events/catalog.ts';
import { writeManifest } from '../manifest/write-manifest.ts';
import type { DemoNames } from './names.ts';
import { demoReasons } from './reasons.ts';

/** The manifest of a demo's app: all scopes, all events of a resource. It passes the scan without an error. */
export function demoManifest(names: DemoNames, slug: string): string {
  const site = `https://${names.word}.example`;
  return writeManifest({
    slug,
    name: names.app,
    integrationType: 'external',
    asked: demoReasons.map(([scope, reason]) => ({ scope, reason, isOptional: false })),
    more: {
      names: { en: names.app, ar: names.appArabic },
      webhooks: [
        { url: `${site}/hooks/okta`, events: eventTypes.filter((type) => eventScopes[type]) },
      ],
      bridge_url: `${site}/bridge`,
      contacts: [
        { name: names.person, email: `support@${names.word}.example`, role: 'support' },
        { name: 'On call', email: `oncall@${names.word}.example`, role: 'technical' },
      ],
      data_retention:
        'Attendance is kept for one school year, and deleted 30 days after the app is removed.',
      homepage_url: site,
      privacy_url: `${site}/privacy`,
    },
  });
}
