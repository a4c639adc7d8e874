import { expect, it } from 'vitest';
import { findGuide, metaDescription } from '#lib/content/pages.ts';
import { eventScopes } from '#lib/domain/events/catalog.ts';
import { partnerScopes } from '#lib/domain/installations/scopes.ts';
import { oktaErrors } from '#lib/domain/okta/okta-error.ts';
import { oktaScopes } from '#lib/domain/okta/scopes.ts';
import { partnerErrors } from '#lib/errors.ts';
import { bucketLimits, concurrencyLimit } from '#lib/sandbox/okta/buckets.ts';
import { invariant } from '#lib/std/invariant.ts';
import { operations } from '../contract/contract-document.ts';

function guide(slug: string) {
  const found = findGuide(slug);
  invariant(found, `there is a guide ${slug}`);
  return found;
}

/** The lines of a page's tables, as cells. */
const rowsOf = (slug: string): string[][] =>
  guide(slug)
    .markdown.split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
const headingsOf = (slug: string): string[] =>
  [...guide(slug).markdown.matchAll(/^## (.+)$/gm)].map(([, text]) => text ?? '');
const section = (slug: string, heading: string): string =>
  guide(slug)
    .markdown.split(/^## /m)
    .find((part) => part.startsWith(`${heading}\n`)) ?? '';

it('C0-01: the Core Okta API page has its title and description', () => {
  const page = guide('okta/core-okta-api');
  expect(page.title).toBe('Core Okta API');
  expect(metaDescription(page)).toBe(
    'Learn how the Okta API works and learn about the compatibility rules and design principles.',
  );
});

it('C0-02: Sign in Your Users names both APIs with their paths', () => {
  const text = section('okta/core-okta-api', 'Sign in Your Users');
  expect(text).toContain('[Authentication API](/docs/reference/api/authn)');
  expect(text).toContain('[OIDC & OAuth 2.0](/docs/concepts/oauth-openid)');
});

it('C0-03: Manage Okta Objects names the five objects with their paths', () => {
  const text = section('okta/core-okta-api', 'Manage Okta Objects');
  const base = '/docs/reference/api';
  for (const link of [
    `[Apps](${base}/apps/)`,
    `[Users](${base}/users)`,
    `[Sessions](${base}/sessions/)`,
    `[Policy](${base}/policy/)`,
    `[Factors](${base}/factors/)`,
  ]) {
    expect(text).toContain(link);
  }
});

it('the design principles have a section for each part of the contract', () => {
  expect(headingsOf('okta/design-principles')).toEqual([
    'Versions and compatibility',
    'URL namespace',
    'Media types',
    'Character sets',
    'Verbs',
    'Client request context',
    'Status and errors',
    'Authentication',
    'Pagination',
    'Filtering',
    'Hypermedia',
    'Request debugging',
    'Cross-origin requests',
  ]);
});

it('C1-35: the operator table has the eight operators and no other', () => {
  const rows = rowsOf('okta/design-principles').filter(([cell = '']) => /^`[a-z]{2}`$/.test(cell));
  expect(rows.map(([operator]) => operator)).toEqual(
    ['eq', 'ge', 'gt', 'le', 'lt', 'ne', 'pr', 'sw'].map((operator) => `\`${operator}\``),
  );
});

it('the Okta error guide lists what the sandbox answers, with its status', () => {
  const rows = rowsOf('okta/error-codes').filter(([cell = '']) => cell.startsWith('[`E'));
  expect(rows.map(([cell = '']) => cell.slice(2, 10))).toEqual(Object.keys(oktaErrors));
  const statuses = Object.values(oktaErrors).map(({ status }) => String(status));
  expect(rows.map(([, status = '']) => status.split(',')[0])).toEqual(statuses);
});

it('the Okta guides know the scopes and the limits of the sandbox', () => {
  const { markdown } = guide('okta/authentication');
  for (const scope of oktaScopes) expect(markdown).toContain(`\`${scope}\``);
  const limits = rowsOf('okta/rate-limits').map((row) => Number(row[3]?.replace(',', '')));
  for (const limit of Object.values(bucketLimits)) expect(limits).toContain(limit);
  expect(guide('okta/rate-limits').markdown).toContain(`${concurrencyLimit} in an enterprise`);
});

it('the scopes guide has the fourteen, each with the operations that need it', () => {
  const rows = rowsOf('partners/scopes').filter(([cell = '']) => cell.includes('.'));
  expect(rows.map(([cell = '']) => cell.replaceAll('`', '')).sort()).toEqual(
    [...partnerScopes].sort(),
  );
  for (const [cell = '', opens = ''] of rows) {
    const needing = operations
      .filter(({ operation: { security } }) =>
        security.some(({ installationToken }) =>
          installationToken?.includes(cell.replaceAll('`', '')),
        ),
      )
      .map(({ operation }) => `/reference/partners/${operation.operationId}`);
    const linked = [...opens.matchAll(/\]\(([^)]+)\)/g)].map(([, href]) => href);
    expect(linked, cell).toEqual(needing);
  }
});

it('the events table has every event with its scope', () => {
  const rows = rowsOf('partners/webhooks').filter(([cell = '']) => cell.startsWith('[`'));
  const listed = rows.flatMap(([cell = '', , scope = '']) =>
    [...cell.matchAll(/\[`([^`]+)`\]/g)].map(([, event]) => [event, scope.replaceAll('`', '')]),
  );
  expect(listed).toEqual(
    Object.entries(eventScopes).map(([event, scope]) => [event, scope ?? 'none']),
  );
});

it('the errors guide has every code with its status', () => {
  const rows = rowsOf('partners/errors').filter(([status = '']) => /^[45]/.test(status));
  const listed = rows.map(([status = '', code = '']) => [
    /`([^`]+)`/.exec(code)?.[1],
    Number(status.replace('xx', '00')),
  ]);
  expect(Object.fromEntries(listed)).toEqual(
    Object.fromEntries(Object.entries(partnerErrors).map(([code, { status }]) => [code, status])),
  );
});
