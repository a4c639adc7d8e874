import { expect, it } from 'vitest';
import { appPages, dashboardPages } from './dashboard-pages.ts';
import { withOwn } from './own-search.ts';
import { buildSearchIndex } from './search-index.ts';

const shared = buildSearchIndex([
  ...dashboardPages,
  { kind: 'guide', href: '/docs/webhooks', title: 'Verify deliveries', context: 'Guides' },
]);
const mine = appPages([{ id: 'app_01', name: 'حضور Attendance' }]);
const search = (q: string, own = mine) => withOwn(shared.search({ q }), own, { q });

it('adds the pages of a person’s apps to what everybody finds', () => {
  const { groups, total } = search('deliveries');
  expect(groups.map(({ kind }) => kind)).toEqual(['guide', 'dashboard']);
  expect(groups[1]?.hits.map(({ href }) => href)).toContain('/dashboard/apps/app_01/deliveries');
  expect(total).toBe(groups.reduce((sum, group) => sum + group.total, 0));
});

it('finds an app by its name, in its own script', () => {
  expect(search('حضور tokens').groups[0]?.hits[0]?.href).toBe('/dashboard/apps/app_01/tokens');
});

it('shows nobody what belongs to somebody else', () => {
  const { groups } = search('deliveries', []);
  expect(groups.flatMap(({ hits }) => hits.map(({ href }) => href))).toEqual(['/docs/webhooks']);
  expect(search('team', []).groups[0]?.hits[0]?.href).toBe('/dashboard/team');
});
