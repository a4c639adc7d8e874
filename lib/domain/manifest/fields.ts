import { z } from 'zod';

// Each field says what it must be in words that follow its name.

const hidden = /[\u200b\u202a-\u202e\u2066-\u2069\ufeff]/;

function isOneLine(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code === 0x7f) return false;
  }
  return !hidden.test(text);
}

/** Text without line breaks, control and direction characters. */
export const lineText = (least: number, most: number) =>
  z
    .string()
    .min(least, least === 1 ? 'must not be empty' : `must have at least ${least} characters`)
    .max(most, `must have at most ${most} characters`)
    .refine((text) => isOneLine(text.trimEnd()), {
      error: 'must be one line, without control or direction characters',
    });

const reserved = new Set(['okta', 'partners', 'platform', 'admin', 'api', 'new', 'system']);

/** The name of an app for programs: `module` of `whoami`. */
export const slugField = z
  .string()
  .min(3, 'must have at least 3 characters')
  .max(64, 'must have at most 64 characters')
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'must be lower-case letters, digits and single hyphens, and begin with a letter',
  )
  .refine((slug) => !reserved.has(slug), { error: 'is a name that the platform keeps' });

/** An address, whatever its scheme: the policy rules say more. */
export const addressField = z
  .string()
  .max(2_048, 'must have at most 2048 characters')
  .refine(isWebAddress, { error: 'must be a full address such as https://app.example.com/path' })
  .meta({ format: 'uri' });

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text);
}

/** Why an app wants a scope: a sentence for the school's administrator. */
export const scopeReason = z
  .string()
  .trim()
  .min(10, 'Say in a sentence what the app does with it.')
  .max(300, 'Use at most 300 characters.');
