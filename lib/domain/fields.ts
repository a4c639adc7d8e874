import { z } from 'zod';

// Fields of the contract's bodies. Each says what it must be, in words that follow the field's name.

const must =
  (text: string) =>
  (issue: { input?: unknown }): string =>
    issue.input === undefined ? 'is required' : text;

const length = (text: string) => {
  let count = 0;
  for (const _ of text) count++;
  return count;
};

/** Something to see after leading spaces, and no control character. */
function isOneLine(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code === 0x7f) return false;
  }
  return /^ *\S/.test(text) && text.isWellFormed();
}

/** One line of text with something to see in it, at most `most` characters. */
export const lineField = (most: number) =>
  z
    .string({ error: must('must be text') })
    .refine((text) => length(text) >= 1, { error: 'must not be empty', abort: true })
    .refine((text) => text.length <= most * 2 && length(text) <= most, {
      error: `must be at most ${most} characters`,
      abort: true,
    })
    .refine(isOneLine, {
      error: 'must be one line of text',
    });

/** An opaque id of another record. */
export const idField = z
  .int({ error: must('must be an integer') })
  .min(1, 'must be a positive integer');

export const choiceField = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: must(`must be one of ${values.join(', ')}`) });

export const nationalIdField = z
  .string({ error: must('must be text') })
  .regex(/^[0-9A-Za-z-]{1,32}$/, 'must be 1 to 32 digits, Latin letters or hyphens');

export const phonePattern = /^\+[1-9][0-9]{6,14}$/;
export const phoneField = z
  .string({ error: must('must be text') })
  .regex(phonePattern, 'must be an E.164 phone number, for example +966501234567');

const mailbox = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (text.length > 254 || at < 1) return false;
  const labels = text.slice(at + 1).split('.');
  return mailbox.test(text.slice(0, at)) && labels.length > 1 && labels.every((l) => label.test(l));
}

export const emailField = z
  .string({ error: must('must be text') })
  .refine(isEmail, 'must be an e-mail address');

const dateShape = /^(\d{4})-(\d{2})-(\d{2})$/;

function isDate(text: string): boolean {
  const [, year, month, day] = dateShape.exec(text) ?? [];
  if (!year || year === '0000') return false;
  const at = new Date(`${text}T00:00:00Z`);
  return at.getUTCMonth() + 1 === Number(month) && at.getUTCDate() === Number(day);
}

export const dateField = z
  .string({ error: must('must be text') })
  .refine(isDate, 'must be a date in the form YYYY-MM-DD');

/** Of a partial body: an unknown field alone is told as what it is, not also as none. */
export const atLeastOneField = {
  error: 'must have at least one field',
  when: ({ issues }: { issues: readonly unknown[] }) => issues.length === 0,
};
