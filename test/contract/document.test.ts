import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { partnerErrors } from '#lib/errors.ts';
import { contract, documentText, lookUp, operations, walk } from './contract-document.ts';

function refsOf(): string[] {
  const refs: string[] = [];
  for (const { node } of walk()) {
    const ref: unknown = Reflect.get(node, '$ref');
    if (typeof ref === 'string') refs.push(ref);
  }
  return refs;
}

describe('the document', () => {
  it('is valid OpenAPI 3.1 by the official schema', async () => {
    const result = await new Validator().validate(structuredClone({ ...contract }));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(contract.openapi).toBe('3.1.0');
  });

  it('points at nothing that is missing, and only inside itself', () => {
    for (const ref of refsOf()) {
      expect(ref).toMatch(/^#\//);
      expect(() => lookUp(ref)).not.toThrow();
    }
  });

  it('names the production and the sandbox host and no local one', () => {
    expect(contract.servers.map((server) => server.url)).toEqual([
      'https://getokta.io/api/apps',
      'https://dev.getokta.io/api/apps',
    ]);
    expect(documentText).not.toMatch(/localhost|127\.0\.0\.1/);
  });

  it('has no component that nothing uses', () => {
    const used = new Set(refsOf());
    // Named in the text of the document for every path, and for readers of the event list.
    const general = ['responses/MethodNotAllowed', 'schemas/WebhookEnvelope'];
    const unused = (['schemas', 'parameters', 'headers', 'responses'] as const).flatMap((kind) =>
      Object.keys(contract.components[kind])
        .map((name) => `${kind}/${name}`)
        .filter((name) => !used.has(`#/components/${name}`) && !general.includes(name)),
    );
    expect(unused).toEqual([]);
  });

  it('links only to operations, webhooks and error pages that exist', () => {
    const ids = new Set(operations.map(({ operation }) => operation.operationId));
    const pages = ['/dashboard', ...Object.keys(partnerErrors).map((code) => `/errors/${code}`)];
    const links = [...documentText.matchAll(/\]\((\/[^)\s]+)\)/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(30);
    for (const link of links) {
      const webhook = /^\/reference\/partners\/webhooks\/(.+)$/.exec(link ?? '')?.[1];
      const operation = /^\/reference\/partners\/([^/]+)$/.exec(link ?? '')?.[1];
      if (webhook) expect(Object.keys(contract.webhooks)).toContain(webhook);
      else if (operation) expect(ids).toContain(operation);
      else expect(pages).toContain(link);
    }
  });

  it('describes every object schema, property and parameter', () => {
    for (const { path, node } of walk(contract.components.schemas)) {
      if (path.at(-2) !== 'properties') continue;
      const text = Reflect.get(node, 'description') ?? Reflect.get(node, '$ref');
      expect(text, path.join('.')).toBeTruthy();
    }
    for (const [name, parameter] of Object.entries(contract.components.parameters)) {
      expect(parameter.description, name).toBeTruthy();
    }
  });
});
