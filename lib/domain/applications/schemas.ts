import { z } from 'zod';
import { plainLine, plainText } from '#lib/std/plain-text.ts';
import { emailAddress, personName } from '../users/schemas.ts';

/** The three ways in which an app joins the platform, as the form explains them. */
export const integrationTypes = [
  {
    type: 'embedded',
    label: 'Embedded app',
    meaning:
      'Runs inside the school’s dashboard as a page of its own. People stay signed in; your app gets an installation token for each school.',
  },
  {
    type: 'external',
    label: 'External system',
    meaning:
      'Your own product, such as a library or a transport system, that reads and writes school records over the API and receives webhooks.',
  },
  {
    type: 'notification',
    label: 'Notification channel',
    meaning:
      'Delivers the school’s messages to guardians and staff, for example by SMS or WhatsApp.',
  },
] as const;

export const integrationType = z.enum(['embedded', 'external', 'notification'], {
  error: 'Choose one of the three.',
});
export type IntegrationTypeName = z.infer<typeof integrationType>;

/** How an application stands, in words. */
export const applicationStatuses = [
  { status: 'pending', label: 'Waiting', tone: 'warn' },
  { status: 'unconfirmed', label: 'Address not confirmed', tone: 'neutral' },
  { status: 'approved', label: 'Approved', tone: 'good' },
  { status: 'declined', label: 'Declined', tone: 'bad' },
] as const;

export const applicationStatus = z.enum(['pending', 'unconfirmed', 'approved', 'declined']);

const longest = (most: number) => `Use at most ${most} characters.`;

/** An address that a browser opens, with or without `https://` before it. */
const site = z
  .string()
  .transform(plainLine)
  .transform((text) =>
    /^[a-z][a-z0-9+.-]*:/i.test(text) || text === '' ? text : `https://${text}`,
  )
  .pipe(z.string().min(1, 'Enter the address of your site.').max(300, longest(300)))
  .refine(isSite, 'Enter an address such as https://masar.example.');

function isSite(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return false;
  return /\.[a-z0-9-]{2,}\.?$/i.test(url.hostname);
}

export const applyInput = z.object({
  company: z
    .string()
    .transform(plainLine)
    .pipe(z.string().min(2, 'Enter the name of your company.').max(200, longest(200))),
  site,
  contactName: personName,
  email: emailAddress,
  integrationType,
  useCase: z
    .string()
    .transform(plainText)
    .pipe(
      z.string().min(40, 'Tell a little more: at least 40 characters.').max(4000, longest(4000)),
    ),
});
export type ApplyInput = z.input<typeof applyInput>;

/** The fields of the form, in their order. */
export const applyFields = [
  'company',
  'site',
  'contactName',
  'email',
  'integrationType',
  'useCase',
] as const satisfies readonly (keyof ApplyInput)[];

export const declineInput = z.object({
  reason: z
    .string()
    .transform(plainText)
    .pipe(
      z
        .string()
        .min(10, 'Tell the applicant why, in at least 10 characters.')
        .max(2000, longest(2000)),
    ),
});
