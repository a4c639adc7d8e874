import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { AppRow } from '#lib/domain/apps/list-apps.ts';
import type { EndpointView } from '#lib/domain/webhooks/list-endpoints.ts';
import { routes } from '#lib/routes.ts';
import { newId } from '#lib/std/ids.ts';
import { AppsList } from './home/apps-list.tsx';
import { EndpointsList } from './webhooks/endpoints-list.tsx';

const app = newId('app');
const apps = Array.from(
  { length: 41 },
  (_, at): AppRow => ({
    id: newId('app'),
    name: at % 10 === 0 ? `رحلات ${at}` : `Bus ${at}`,
    slug: `bus-${at}`,
    integrationType: 'external',
    status: 'approved',
    createdAt: new Date('2026-09-01T06:00:00Z'),
    installations: at,
  }),
);
const appsPage = (query: Record<string, string>, some: readonly AppRow[] = apps) =>
  renderToStaticMarkup(createElement(AppsList, { apps: some, query }));

const endpoints = Array.from(
  { length: 25 },
  (_, at) =>
    // The list reads no more of an endpoint than this.
    ({
      id: newId('whe'),
      appId: app,
      url: `https://hooks-${at}.example.com/okta`,
      description: at === 24 ? 'المالية' : '',
      events: ['education.students.created'],
      enabled: at !== 24,
      disabledReason: at === 24 ? 'user' : null,
      consecutiveFailures: at === 23 ? 3 : 0,
      createdAt: new Date('2026-09-01T06:00:00Z'),
    }) as EndpointView,
);
const endpointsPage = (query: Record<string, string>) =>
  renderToStaticMarkup(createElement(EndpointsList, { app, endpoints, query, add: null }));

const linkTo = (address: string) => `href="${address.replaceAll('&', '&amp;')}"`;
/** The names in the first column, in order. */
const names = (html: string, pattern: RegExp) =>
  [...html.matchAll(pattern)].map(([, name]) => name);
const appNames = (html: string) => names(html, /<bdi>([^<]+)<\/bdi><\/a>/g);
const hosts = (html: string) => names(html, />(hooks-\d+)\.example\.com\/okta<\/a>/g);

it('41 apps come on three pages with a field to narrow them; 20 have neither', () => {
  const first = appsPage({});
  expect(appNames(first)).toEqual(apps.slice(0, 20).map(({ name }) => name));
  expect(first).toContain('type="search"');
  expect(first).toContain('Page 1 of 3');
  expect(first).toContain(linkTo(routes.allApps({ page: 2 })));
  const last = appsPage({ page: '3' });
  expect(appNames(last)).toEqual(['رحلات 40']);
  expect(last).not.toContain('rel="next"');
  const few = appsPage({}, apps.slice(0, 20));
  expect(appNames(few)).toHaveLength(20);
  expect(few).not.toContain('<form');
  expect(few).not.toContain('<nav');
});

it('what is typed is found in name and slug, stays in the field and in the pages’ addresses', () => {
  expect(appNames(appsPage({ apps: 'رحلات' }))).toHaveLength(5);
  expect(appNames(appsPage({ apps: 'BUS-4' }))).toEqual(['Bus 4', 'رحلات 40']);
  const many = appsPage({ apps: 'bus' });
  expect(many).toContain('value="bus"');
  expect(many).toContain(linkTo(routes.allApps({ apps: 'bus', page: 2 })));
});

it('nothing found says so, inertly, with the way back', () => {
  const html = appsPage({ apps: '<img src=x>' });
  expect(html).toContain('“<bdi>&lt;img src=x&gt;</bdi>”');
  expect(html).toContain(linkTo(routes.allApps()));
  expect(html).not.toContain('<img');
  expect(appNames(html)).toEqual([]);
});

it('endpoints that do not work stand on the first page, and are found by address or description', () => {
  expect(hosts(endpointsPage({})).slice(0, 2)).toEqual(['hooks-23', 'hooks-24']);
  expect(hosts(endpointsPage({ page: '2' }))).toHaveLength(5);
  expect(hosts(endpointsPage({ endpoints: 'HOOKS-7.' }))).toEqual(['hooks-7']);
  expect(hosts(endpointsPage({ endpoints: 'المالية' }))).toEqual(['hooks-24']);
});
