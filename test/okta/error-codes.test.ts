import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { oktaErrorPages } from '#lib/content/okta-error-pages.ts';
import { findErrorPage } from '#lib/content/pages.ts';
import { oktaErrors } from '#lib/domain/okta/okta-error.ts';
import { documentText, mismatches } from './okta-document.ts';

type Entry = { code: string; status: number; summary: string; why?: string; fix?: string };
const file = new URL('../../content/apis/okta/error-codes.yaml', import.meta.url);
// The shape is what the first test proves.
const { codes } = parse(readFileSync(file, 'utf8')) as { codes: Entry[] };
const byCode = new Map(codes.map((entry) => [entry.code, entry]));

it('the table has every code once, in order, with a status and a summary', () => {
  expect(codes.length).toBeGreaterThanOrEqual(250);
  expect(codes.map(({ code }) => code)).toEqual([...byCode.keys()].sort());
  for (const { code, status, summary, why, fix } of codes) {
    expect(code).toMatch(/^E\d{7}$/);
    expect(status).toBeGreaterThanOrEqual(200);
    expect(status).toBeLessThan(600);
    expect(summary).toBeTruthy();
    expect(Boolean(why)).toBe(Boolean(fix));
  }
});

it('what the sandbox answers is explained, with the same status and text', () => {
  const explained = codes.filter(({ why }) => why).map(({ code }) => code);
  expect(explained).toEqual(Object.keys(oktaErrors));
  for (const [code, { status, summary }] of Object.entries(oktaErrors)) {
    expect(byCode.get(code)).toMatchObject({ status, summary });
  }
});

it('the document shows only codes of the table, with the status of the table', () => {
  for (const [, code = ''] of documentText.matchAll(/\b(E\d{7})\b/g)) {
    expect([...byCode.keys()]).toContain(code);
  }
});

it('each code has a page, and those of the sandbox show an answer that fits the document', () => {
  const pages = oktaErrorPages(readFileSync(file, 'utf8'));
  expect(pages.map(({ code }) => code)).toEqual(codes.map(({ code }) => code));
  for (const { code, title, summary, status, markdown } of pages) {
    expect(title, code).not.toMatch(/\{0\}|\.$/);
    expect(summary, code).toMatch(/\.$/);
    expect(markdown).toContain(`${status}`);
    const shown = /```json\n([\s\S]*?)```/.exec(markdown)?.[1];
    expect(shown !== undefined, code).toBe(Object.hasOwn(oktaErrors, code));
    if (shown) {
      expect(mismatches(['components', 'schemas', 'Error'], JSON.parse(shown)), code).toEqual([]);
      expect(JSON.parse(shown)).toMatchObject({ errorCode: code });
    }
  }
});

it('the portal finds the page of a code of either API', () => {
  expect(findErrorPage('E0000047')).toMatchObject({ api: 'okta', status: 429 });
  expect(findErrorPage('rate_limited')).toMatchObject({ api: 'partners', status: 429 });
  expect(findErrorPage('E9999999')).toBeUndefined();
});
