import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { errorTable, type PartnerErrorCode, partnerErrors, portalErrors } from '#lib/errors.ts';
import { contract, operations, type Response, recordOf, resolved } from './contract-document.ts';

const folder = new URL('../../content/errors/', import.meta.url);
const pages = readdirSync(folder).map((file) => {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  return { file, body, front: recordOf(parse(front)) };
});
const codes = Object.keys(partnerErrors).sort();
const everyCode = Object.keys(errorTable).sort();
const ofPartners = pages.filter(({ front }) => front.api === 'partners');
const ofPortal = pages.filter(({ front }) => front.api === 'portal');
const schemas = Object.values(contract.components.schemas);
const errorSchemas = schemas.filter((schema) => schema.properties?.error?.const !== undefined);
const isCode = (code: unknown): code is PartnerErrorCode => codes.includes(String(code));

describe('the error pages', () => {
  it('exist for each code, and for nothing else', () => {
    expect(pages.map((page) => page.file).sort()).toEqual(everyCode.map((code) => `${code}.mdx`));
  });

  it.each(pages)('say what the table says: $file', ({ file, front }) => {
    const code = file.replace('.mdx', '');
    expect(Object.keys(front)).toEqual(['title', 'code', 'status', 'api', 'summary']);
    const entry = Object.entries(errorTable).find(([known]) => known === code)?.[1];
    expect(front).toMatchObject({ code, api: entry?.api, status: entry?.status });
    expect(front.title).toBeTruthy();
    expect(front.summary).toMatch(/\.$/);
  });

  it.each(pages)('tell what, why and the way out, with a request and an answer: $file', (page) => {
    expect([...page.body.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual([
      'What happened',
      'Why',
      'How to fix it',
    ]);
    if (page.front.api === 'partners') {
      expect(page.body).toContain('curl');
      expect(page.body).toContain('Authorization: Bearer $OKTA_PARTNER_TOKEN');
    }
    expect(page.body).toContain(`"error": "${page.front.code}"`);
    expect(page.body).not.toMatch(/^\s*<[A-Z]|^import |okp_(test|live)_\w{20}/m);
  });

  it.each(ofPartners)(
    'show only JSON that parses, and the error with its own text: $file',
    (page) => {
      const blocks = [...page.body.matchAll(/```json\n([\s\S]*?)```/g)].map(
        ([, text]) => text ?? '',
      );
      expect(blocks.length).toBeGreaterThan(0);
      const [error] = blocks.map((block): unknown => JSON.parse(block));
      const name = contract.components.schemas;
      const schema = Object.values(name).find(
        (s) => s.properties?.error?.const === page.front.code,
      );
      expect(Object.keys(recordOf(error))).toEqual(schema?.required);
      const { code } = page.front;
      if (isCode(code) && code !== 'conflict') {
        expect(error).toMatchObject({ message: partnerErrors[code].message });
      }
    },
  );

  it.each(ofPortal)('show the answer of the portal with its own text: $file', ({ front, body }) => {
    const [, block = ''] = /```json\n([\s\S]*?)```/.exec(body) ?? [];
    const entry = Object.entries(portalErrors).find(([code]) => code === front.code)?.[1];
    expect(JSON.parse(block)).toEqual({ message: entry?.message, error: front.code });
  });
});

describe('the links of the error pages', () => {
  const ids = operations.map(({ operation }) => `/reference/partners/${operation.operationId}`);
  const own = everyCode.map((code) => `/errors/${code}`);
  const known = ['/dashboard', '/signin', '/reference/partners', ...ids, ...own];

  it.each(pages)('lead to pages that exist: $file', ({ body }) => {
    const links = [...body.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link);
    expect(links.filter((link) => !known.includes(String(link)))).toEqual([]);
  });
});

describe('the error schemas', () => {
  it('stand for each code once', () => {
    const found = errorSchemas.map((schema) => String(schema.properties?.error?.const));
    expect(found.sort()).toEqual(codes);
  });

  it('are exact: message, error, and the one field that belongs to the code', () => {
    const extra: Record<string, string> = {
      scope_not_granted: 'scope',
      conflict: 'field',
      validation_failed: 'errors',
    };
    for (const schema of errorSchemas) {
      const code = String(schema.properties?.error?.const);
      const fields = ['message', 'error', ...(extra[code] ? [extra[code]] : [])];
      expect(schema.required, code).toEqual(fields);
      expect(Object.keys(schema.properties ?? {}), code).toEqual(fields);
      expect(schema.additionalProperties, code).toBe(false);
    }
  });
});

describe('the error answers', () => {
  const all = operations.flatMap(({ operation }) => Object.entries(operation.responses));
  const examples = all.flatMap(([status, response]) =>
    Object.values(resolved<Response>(response).content?.['application/json']?.examples ?? {})
      .map((example) => recordOf(example.value))
      .filter((value) => 'error' in value)
      .map(({ message, error }) => ({ status: Number(status), message, error })),
  );

  it('carry the status and the text of the table', () => {
    for (const { status, message, error } of examples) {
      if (!isCode(error)) throw new Error(`unknown code ${String(error)}`);
      expect(status === 503 ? 500 : status, error).toBe(partnerErrors[error].status);
      if (error !== 'conflict') expect(message).toBe(partnerErrors[error].message);
    }
  });

  it('show every code but method_not_allowed, which is described for all paths together', () => {
    const shown = new Set(examples.map((example) => example.error));
    expect(codes.filter((code) => !shown.has(code))).toEqual(['method_not_allowed']);
    expect(contract.components.responses.MethodNotAllowed?.description).toBeTruthy();
  });

  it('link to the page of their code', () => {
    for (const [status, response] of all) {
      if (Number(status) < 400) continue;
      expect(resolved<Response>(response).description).toMatch(/\]\(\/errors\/[a-z_]+\)/);
    }
  });
});
