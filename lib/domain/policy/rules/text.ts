import { placer } from '../../manifest/places.ts';
import { mostManifestChars } from '../../manifest/read-source.ts';
import type { Rule } from '../rule.ts';

const hidden = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;
const markup = /<\/?[a-z!][^<>]{0,200}>|\bjavascript:/i;
const placeholder =
  /\b(TODO|FIXME|TBD|XXX|lorem ipsum|change ?me)\b|<your[ _-]|\byour[ _-](app|company|domain|name)\b/i;

// Each alternative begins with fixed letters and has a bounded length, so no text makes it slow.
const secret = new RegExp(
  [
    String.raw`\bokp_(?:test|live)_[0-9A-Za-z]{10,80}`,
    String.raw`\bwhsec_[0-9A-Za-z+/=]{16,120}`,
    '-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----',
    String.raw`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b`,
    String.raw`\bgh[pousr]_[0-9A-Za-z]{20,100}`,
    String.raw`\bgithub_pat_[0-9A-Za-z_]{20,100}`,
    String.raw`\bglpat-[0-9A-Za-z_-]{16,60}`,
    String.raw`\b[sr]k_(?:test|live)_[0-9A-Za-z]{10,120}`,
    String.raw`\bxox[abprs]-[0-9A-Za-z-]{10,120}`,
    String.raw`\bAIza[0-9A-Za-z_-]{30,40}`,
    String.raw`\bSG\.[0-9A-Za-z_-]{16,40}\.[0-9A-Za-z_-]{16,60}`,
    String.raw`\beyJ[0-9A-Za-z_-]{8,2000}\.eyJ[0-9A-Za-z_-]{4,4000}`,
    String.raw`\b(?:SSWS|Bearer) [0-9A-Za-z._~+/-]{20,400}`,
    String.raw`\b(?:password|passwd|secret|token|api[_-]?key|client[_-]?secret)["']?\s{0,4}[=:]\s{0,4}["']?[^\s"'&#]{8,200}`,
  ].join('|'),
  'gi',
);

/** Where something that looks like a secret stands: offsets, never the secret. */
export function findSecrets(source: string): { from: number; to: number }[] {
  const text = source.slice(0, mostManifestChars);
  return [...text.matchAll(secret)]
    .slice(0, 20)
    .map(({ index, 0: found }) => ({ from: index, to: index + found.length }));
}

export const textRules: readonly Rule[] = [
  {
    id: 'secret-in-manifest',
    severity: 'error',
    title: 'No secret in the manifest',
    why: 'The manifest is read by reviewers, schools and your whole team, and is kept for ever.',
    fix: 'Take it out, comments included, and replace the secret: it counts as lost.',
    find: ({ read }) => {
      const place = placer(read.source);
      return findSecrets(read.source).map(({ from, to }) => ({
        path: [],
        place: place(from, to),
        message: 'This looks like a token, a key or a password.',
      }));
    },
  },
  {
    id: 'hidden-characters',
    severity: 'error',
    title: 'Texts hold no hidden characters',
    why: 'Characters that change the direction or cannot be seen make a text read as another one.',
    fix: 'Take them out. Arabic needs none of them: pages set the direction themselves.',
    find: ({ texts }) =>
      texts
        .filter(({ text }) => hidden.test(text))
        .map(({ path }) => ({
          path,
          part: 'value',
          message: 'This text holds an invisible or direction-changing character.',
        })),
  },
  {
    id: 'markup-in-text',
    severity: 'warning',
    title: 'Texts are plain',
    why: 'Texts of the manifest are shown as they are; tags would stand there as letters.',
    fix: 'Write plain sentences.',
    find: ({ texts }) =>
      texts
        .filter(({ text }) => markup.test(text))
        .map(({ path }) => ({ path, part: 'value', message: 'This text holds markup.' })),
  },
  {
    id: 'placeholder-text',
    severity: 'warning',
    title: 'Nothing is left to fill in',
    why: 'Placeholders of a template reach the schools as they are.',
    fix: 'Write what is meant.',
    find: ({ texts }) =>
      texts
        .filter(({ text }) => placeholder.test(text))
        .map(({ path }) => ({ path, part: 'value', message: 'This text is a placeholder.' })),
  },
];
