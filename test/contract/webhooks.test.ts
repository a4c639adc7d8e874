import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { contract, type Operation, recordOf, resolved, validatorFor } from './contract-document.ts';

/** The events of the contract, with the scope that an installation must hold to receive each. */
const EVENTS: Readonly<Record<string, string | undefined>> = {
  'education.students.created': 'education.students.read',
  'education.students.updated': 'education.students.read',
  'education.guardians.created': 'education.guardians.read',
  'education.guardians.updated': 'education.guardians.read',
  'education.subjects.created': 'education.subjects.read',
  'employees.directory.created': 'employees.directory.read',
  'reports.builder.completed': 'reports.builder.read',
  'notifications.message.queued': 'notifications.providers.send',
  'app.installed': undefined,
  'app.uninstalled': undefined,
  'app.scopes.updated': undefined,
  ping: undefined,
};
const BRIDGE = ['app.token.issued', 'app.token.rotated'];

const postOf = (name: string): Operation => {
  const post = contract.webhooks[name]?.post;
  if (!post) throw new Error(`${name} has no POST`);
  return post;
};
const hooks = Object.entries(contract.webhooks).map(([name, item]) => ({
  name,
  methods: Object.keys(item),
  operation: postOf(name),
}));
const mediaOf = (operation: Operation) => operation.requestBody?.content['application/json'];
const exampleOf = (operation: Operation) => Object.values(mediaOf(operation)?.examples ?? {})[0];
const headerExample = (name: string) => {
  const [first] = hooks;
  const found = first?.operation.parameters?.map((p) => resolved(p)).find((p) => p.name === name);
  return String(found?.example);
};

describe('the webhooks', () => {
  it('are the twelve events of the contract and the two bridge calls', () => {
    expect(hooks.map((hook) => hook.name)).toEqual([...Object.keys(EVENTS), ...BRIDGE]);
    expect(contract.components.schemas.EventName?.enum).toEqual(Object.keys(EVENTS));
  });

  it('tell which scope lets an installation receive them, and which are bridge calls', () => {
    for (const { name, operation } of hooks) {
      expect(operation['x-required-scope'], name).toBe(EVENTS[name]);
      expect(operation['x-bridge'] ?? false, name).toBe(BRIDGE.includes(name));
    }
  });

  it('are POSTs with the seven signed headers and the answers that a receiver can give', () => {
    for (const { name, methods, operation } of hooks) {
      expect(methods, name).toEqual(['post']);
      expect(operation.parameters?.map((p) => resolved(p).name)).toEqual([
        'X-Okta-Event',
        'X-Okta-Delivery-Id',
        'X-Okta-Timestamp',
        'X-Okta-Signature',
        'webhook-id',
        'webhook-timestamp',
        'webhook-signature',
      ]);
      expect(Object.keys(operation.responses).sort()).toEqual([
        '2XX',
        '410',
        '429',
        '503',
        'default',
      ]);
    }
  });

  it.each(hooks)('have a body of exactly five fields: $name', ({ name, operation }) => {
    const fields = ['id', 'event', 'tenant_id', 'created_at', 'data'];
    const schema =
      contract.components.schemas[mediaOf(operation)?.schema.$ref?.split('/').at(-1) ?? ''];
    expect(schema?.required).toEqual(fields);
    expect(Object.keys(schema?.properties ?? {})).toEqual(fields);
    expect(schema?.additionalProperties).toBe(false);
    expect(schema?.properties?.event?.const).toBe(name);
    expect(schema?.properties?.data?.additionalProperties).toBe(false);
    expect(exampleOf(operation)?.value).toMatchObject({ event: name });
  });

  it.each(hooks.filter((hook) => !BRIDGE.includes(hook.name)))(
    'fit the common envelope too: $name',
    ({ operation }) => {
      const validate = validatorFor('WebhookEnvelope');
      expect(validate(exampleOf(operation)?.value), JSON.stringify(validate.errors)).toBe(true);
    },
  );

  it('refuse a fraction of a second and a sixth field', () => {
    const validate = validatorFor('PingEvent');
    const body = recordOf(exampleOf(postOf('ping'))?.value);
    expect(validate(body)).toBe(true);
    expect(validate({ ...body, created_at: '2026-04-26T12:30:00.123+03:00' })).toBe(false);
    expect(validate({ ...body, attempt: 1 })).toBe(false);
  });
});

describe('the signatures in the examples', () => {
  const secret = String(
    /whsec_[A-Za-z0-9+/=]+/.exec(
      contract.components.parameters.OktaSignature?.description ?? '',
    )?.[0],
  );
  const created = postOf('education.students.created');
  const body = JSON.stringify(exampleOf(created)?.value);

  it('verify the example of education.students.created with the secret that is shown', () => {
    const expected = createHmac('sha256', secret)
      .update(`${headerExample('X-Okta-Timestamp')}.${body}`)
      .digest('hex');
    expect(headerExample('X-Okta-Signature')).toBe(expected);
  });

  it('are those that the Standard Webhooks library makes', () => {
    const seconds = Number(headerExample('webhook-timestamp'));
    const signature = new Webhook(secret).sign(
      headerExample('webhook-id'),
      new Date(seconds * 1000),
      body,
    );
    expect(headerExample('webhook-signature')).toBe(signature);
  });

  it('name one delivery and one time in both families of headers', () => {
    expect(headerExample('webhook-id')).toBe(headerExample('X-Okta-Delivery-Id'));
    expect(headerExample('webhook-timestamp')).toBe(headerExample('X-Okta-Timestamp'));
  });
});
