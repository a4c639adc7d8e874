import { z } from 'zod';
import { eventTypes } from '../events/catalog.ts';
import { emailField } from '../fields.ts';
import { partnerScopes } from '../installations/scopes.ts';
import { type Diagnostic, diagnoseSource } from './diagnose.ts';
import { addressField, lineText, scopeReason, slugField } from './fields.ts';
import { type ManifestFormat, readSource } from './read-source.ts';

export type { Diagnostic } from './diagnose.ts';
export type { ManifestFormat } from './read-source.ts';

const scopesField = z.partialRecord(z.enum(partnerScopes), scopeReason);

const webhook = z.strictObject({
  url: addressField.describe('Where the events go.'),
  events: z
    .array(z.enum(eventTypes as readonly [string, ...string[]])) // As a list that is not empty.
    .min(1, 'must name at least one event')
    .describe('Which events; each needs its read scope.'),
});

const contact = z.strictObject({
  name: lineText(1, 120).describe('A person or a team.'),
  email: emailField.describe('Where they are reached.'),
  role: z
    .enum(['support', 'technical', 'security'])
    .optional()
    .describe(
      '`support` answers questions, `technical` is woken at night, `security` takes reports.',
    ),
});

/**
 * The manifest: the one source of what is accepted, of the JSON Schema, of the editor's diagnostics and of the table in
 * the guide.
 */
export const manifestSchema = z.strictObject({
  slug: slugField.describe(
    'The name of the app for programs; `whoami` answers it as `module`. It never changes.',
  ),
  names: z
    .strictObject({
      en: lineText(1, 80).optional().describe('In English.'),
      ar: lineText(1, 80).optional().describe('In Arabic.'),
    })
    .refine(({ en, ar }) => en !== undefined || ar !== undefined, {
      error: 'must hold a name in en or ar',
    })
    .describe('How people call it, by language.'),
  integration_type: z
    .enum(['embedded', 'external', 'notification'])
    .describe('Where its code runs. It never changes.'),
  version: z
    .string()
    .max(32, 'must have at most 32 characters')
    .regex(
      /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/,
      'must be three numbers such as "1.4.0"',
    )
    .describe('Which version of the app this is; higher than the one before.'),
  description: lineText(10, 300).optional().describe('What it does, in a sentence or two.'),
  scopes: scopesField
    .optional()
    .describe('Each scope that the app cannot do without, with a reason for the school.'),
  optional_scopes: scopesField
    .optional()
    .describe('Scopes that a school may refuse, with a reason each.'),
  operations: z
    .array(z.string())
    .max(100, 'must name at most 100 operations')
    .optional()
    .describe('The operations that the app calls, so that the scan can tell which scopes it uses.'),
  webhooks: z
    .array(webhook)
    .max(50, 'must hold at most 50 endpoints')
    .optional()
    .describe('Where events go, and which.'),
  bridge_url: addressField.optional().describe('Where new tokens go; external apps only.'),
  contacts: z
    .array(contact)
    .min(1, 'must name at least one contact')
    .max(20, 'must name at most 20 contacts')
    .describe('Who answers questions, and who is woken at night.'),
  data_retention: lineText(1, 500)
    .optional()
    .describe('How long you keep what of a school. Needed with personal data.'),
  homepage_url: addressField.optional().describe('Where people read more.'),
  privacy_url: addressField
    .optional()
    .describe('What you do with personal data. Needed with personal data.'),
});

export type Manifest = z.output<typeof manifestSchema>;
export type IntegrationType = Manifest['integration_type'];

/** What is wrong with a manifest's text and shape, in the order of the text; empty: it is a manifest. Pure. */
export const diagnoseManifest = (source: string, format: ManifestFormat): Diagnostic[] =>
  diagnoseSource(readSource(source, format), manifestSchema).diagnostics;

/** The manifest of a text; null when its text or shape is wrong. */
export const readManifest = (source: string, format: ManifestFormat): Manifest | null =>
  diagnoseSource(readSource(source, format), manifestSchema).manifest;
