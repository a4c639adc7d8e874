import type { Facts, Rule } from '../rule.ts';

const textOf = ({ data }: Facts, field: string): string | null => {
  const value = data[field];
  return typeof value === 'string' ? value : null;
};

/** Negative: `a` is lower; both are three numbers. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number));
  for (let at = 0; at < 3; at++) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const isVersion = (text: string): boolean => /^\d{1,9}\.\d{1,9}\.\d{1,9}$/.test(text);

export const identityRules: readonly Rule[] = [
  {
    id: 'slug-renamed',
    severity: 'error',
    title: 'The slug stays',
    why: 'It is the module of every installation and token; another slug is another app.',
    fix: 'Write the slug of the app, or create a new app.',
    waivable: false,
    find: (facts) => {
      const [slug, app] = [textOf(facts, 'slug'), facts.context.app];
      if (!app || slug === null || slug === app.slug) return [];
      const message = `The app is ${app.slug}; the manifest says “${slug.slice(0, 80)}”.`;
      return [{ path: ['slug'], part: 'value', message }];
    },
  },
  {
    id: 'type-changed',
    severity: 'error',
    title: 'The integration type stays',
    why: 'Where the code runs decides what was reviewed; another type is another app.',
    fix: 'Write the type of the app, or create a new app.',
    waivable: false,
    find: (facts) => {
      const [type, app] = [textOf(facts, 'integration_type'), facts.context.app];
      if (!app || type === null || type === app.integrationType) return [];
      const message = `The app is ${app.integrationType}; the manifest says “${type.slice(0, 80)}”.`;
      return [{ path: ['integration_type'], part: 'value', message }];
    },
  },
  {
    id: 'version-not-higher',
    severity: 'error',
    title: 'A new version has a higher number',
    why: 'Two manifests under one version cannot be told apart, and an older number looks like a step back.',
    fix: 'Raise version. To go back, roll back to an earlier version instead.',
    find: (facts) => {
      const [version, last] = [textOf(facts, 'version'), facts.context.lastVersion];
      if (!last || version === null || !isVersion(version) || !isVersion(last)) return [];
      if (compareVersions(version, last) > 0) return [];
      const message = `${version} is not higher than ${last}, which was submitted before.`;
      return [{ path: ['version'], part: 'value', message }];
    },
  },
  {
    id: 'bridge-not-external',
    severity: 'error',
    title: 'Only external apps have a bridge',
    why: 'The bridge hands tokens to servers of the partner; other types have none that ask for one.',
    fix: 'Take bridge_url out, or make the app an external one.',
    find: (facts) => {
      const type = textOf(facts, 'integration_type');
      if (textOf(facts, 'bridge_url') === null || type === null || type === 'external') return [];
      return [
        { path: ['bridge_url'], message: `An app of type ${type.slice(0, 40)} has no bridge.` },
      ];
    },
  },
  {
    id: 'external-without-bridge',
    severity: 'warning',
    title: 'An external app has a bridge',
    why: 'Without it somebody copies each new token by hand, for every school.',
    fix: 'Give an address under bridge_url, or be sure that you want to copy tokens.',
    find: (facts) =>
      textOf(facts, 'integration_type') === 'external' && textOf(facts, 'bridge_url') === null
        ? [{ path: ['bridge_url'], message: 'bridge_url is missing.' }]
        : [],
  },
  {
    id: 'notification-without-send',
    severity: 'error',
    title: 'A notification app sends',
    why: 'Behind a notification app stands one call, send; without its scope the app can do nothing.',
    fix: 'Ask for notifications.providers.send, or choose another integration type.',
    find: (facts) =>
      textOf(facts, 'integration_type') === 'notification' &&
      !facts.asked.some(
        ({ scope, isOptional }) => scope === 'notifications.providers.send' && !isOptional,
      )
        ? [
            {
              path: ['integration_type'],
              part: 'value',
              message: 'A notification app needs notifications.providers.send.',
            },
          ]
        : [],
  },
  {
    id: 'one-language',
    severity: 'warning',
    title: 'The app has a name in both languages',
    why: 'Schools work in Arabic and in English, and a missing name is shown in the other script.',
    fix: 'Give names.en and names.ar.',
    find: ({ data }) => {
      const names = Object(data.names);
      const missing = ['en', 'ar'].filter((name) => !Object.hasOwn(names, name));
      return missing.length === 1
        ? [{ path: ['names'], message: `names.${missing[0]} is missing.` }]
        : [];
    },
  },
];
