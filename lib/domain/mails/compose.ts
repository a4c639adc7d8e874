import { escapeMarkup } from '#lib/std/escape-markup.ts';
import { plainLine, plainText } from '#lib/std/plain-text.ts';

/** What a mail says, before it has a form. Names in it may be anything that somebody typed. */
export type MailDraft = {
  to: string;
  subject: string;
  /** Each a paragraph; line breaks in one are kept. */
  paragraphs: readonly string[];
  /** The one thing to do, an address of this portal. */
  link?: { label: string; url: string };
  /** What stands below, such as until when the link is good. */
  closing?: readonly string[];
  /** Not sent after this moment: it would hold a link that is worth nothing. */
  worthlessAfter?: Date;
};

/** A mail in its two forms. */
export type Mail = { to: string; subject: string; text: string; html: string };

const signature = 'Okta developer portal';
const longestSubject = 150;

/** Gives a draft its plain and its HTML form. Nothing that somebody typed is markup, header or direction in either. */
export function composeMail(draft: MailDraft): Mail {
  const paragraphs = draft.paragraphs.map(plainText);
  const closing = (draft.closing ?? []).map(plainText);
  const { link } = draft;
  const text = [
    ...paragraphs,
    ...(link ? [`${link.label}:\n${link.url}`] : []),
    ...closing,
    `-- \n${signature}`,
  ].join('\n\n');
  const html = [
    '<!doctype html><html lang="en"><body style="font:16px/1.5 sans-serif;color:#1b1c1f">',
    ...paragraphs.map(paragraph),
    ...(link ? [button(link)] : []),
    ...closing.map(paragraph),
    `<p style="color:#5c5f66">${signature}</p></body></html>`,
  ].join('\n');
  const subject = [...plainLine(draft.subject)].slice(0, longestSubject).join('');
  return { to: plainLine(draft.to), subject, text: `${text}\n`, html };
}

// dir="auto" on each: an Arabic paragraph runs from the right, and turns nothing beside it.
const paragraph = (text: string) =>
  `<p dir="auto">${escapeMarkup(text).replaceAll('\n', '<br>')}</p>`;

function button({ label, url }: { label: string; url: string }): string {
  const href = escapeMarkup(url);
  return `<p><a href="${href}">${escapeMarkup(label)}</a></p><p style="color:#5c5f66">${href}</p>`;
}
