import type { HighlighterCore, ThemeRegistration } from 'shiki';
import { escapeText } from './escape-markup.ts';

/** Scopes to class letters. The colours of both themes are tokens in app/globals.css, so the HTML carries none. */
const theme: ThemeRegistration = {
  name: 'portal',
  type: 'light',
  fg: 'fg',
  bg: 'bg',
  settings: [
    { settings: { foreground: '#000000', background: '#ffffff' } },
    {
      scope: ['comment', 'punctuation.definition.comment'],
      settings: { foreground: '#0000c0' },
    },
    {
      scope: ['string', 'markup.inline.raw', 'string punctuation.definition.string'],
      settings: { foreground: '#000050' },
    },
    {
      scope: [
        'constant.numeric',
        'constant.language',
        'constant.character.escape',
        'variable.language',
      ],
      settings: { foreground: '#0000e0' },
    },
    {
      scope: [
        'keyword',
        'storage',
        'punctuation.definition.heading',
        'keyword.operator.expression',
      ],
      settings: { foreground: '#0000b0' },
    },
    {
      scope: [
        'entity.name.function',
        'support.function',
        'support.type.property-name',
        'punctuation.support.type.property-name',
        'entity.name.tag',
        'meta.object-literal.key',
        'entity.other.attribute-name',
      ],
      settings: { foreground: '#0000f0' },
    },
    {
      scope: ['punctuation', 'keyword.operator', 'meta.brace'],
      settings: { foreground: '#0000d0' },
    },
  ],
};
const classOf: Record<string, string> = {
  '#0000c0': 'hl-c',
  '#000050': 'hl-s',
  '#0000e0': 'hl-n',
  '#0000b0': 'hl-k',
  '#0000f0': 'hl-f',
  '#0000d0': 'hl-p',
};

const languages = {
  json: () => import('shiki/langs/json.mjs'),
  bash: () => import('shiki/langs/bash.mjs'),
  javascript: () => import('shiki/langs/javascript.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  php: () => import('shiki/langs/php.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  csharp: () => import('shiki/langs/csharp.mjs'),
  ruby: () => import('shiki/langs/ruby.mjs'),
  xml: () => import('shiki/langs/xml.mjs'),
  yaml: () => import('shiki/langs/yaml.mjs'),
  http: () => import('shiki/langs/http.mjs'),
  diff: () => import('shiki/langs/diff.mjs'),
} as const;
type Language = keyof typeof languages;

const aliases: Record<string, Language> = {
  sh: 'bash',
  shell: 'bash',
  shellscript: 'bash',
  curl: 'bash',
  js: 'javascript',
  node: 'javascript',
  ts: 'typescript',
  py: 'python',
  cs: 'csharp',
  'c#': 'csharp',
  rb: 'ruby',
  yml: 'yaml',
};
const languageOf = (name: string): Language | undefined => {
  const lower = name.toLowerCase();
  if (Object.hasOwn(aliases, lower)) return aliases[lower];
  return isLanguage(lower) ? lower : undefined;
};
const isLanguage = (name: string): name is Language => Object.hasOwn(languages, name);

// A grammar costs memory and milliseconds: each is loaded when the first snippet of its language is shown.
let highlighter: Promise<HighlighterCore> | undefined;
async function makeHighlighter(): Promise<HighlighterCore> {
  const [{ createHighlighterCore }, { createJavaScriptRegexEngine }] = await Promise.all([
    import('shiki/core'),
    import('shiki/engine/javascript'),
  ]);
  return createHighlighterCore({
    themes: [theme],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
}
const loading = new Map<Language, Promise<void>>();
async function load(language: Language): Promise<HighlighterCore> {
  highlighter ??= makeHighlighter();
  const core = await highlighter;
  let loaded = loading.get(language);
  if (!loaded) {
    loaded = languages[language]().then((grammar) => core.loadLanguage(grammar.default));
    loading.set(language, loaded);
  }
  await loaded;
  return core;
}

/** Longer code is shown without colours: a grammar's cost grows with the text. */
const MAX_HIGHLIGHTED_CHARS = 60_000;

/**
 * Code as HTML for the inside of `<pre><code>`: every character of it escaped, tokens in `<i class="hl-…">`.
 * An unknown language, or a text over 60,000 characters, comes back escaped and plain.
 */
export async function highlight(code: string, language: string): Promise<string> {
  const known = languageOf(language);
  if (!known || code.length > MAX_HIGHLIGHTED_CHARS) return escapeText(code);
  const core = await load(known);
  const { tokens } = core.codeToTokens(code, { lang: known, theme: 'portal' });
  return tokens.map(lineHtml).join('\n');
}

type Token = { content: string; color?: string };
function lineHtml(line: readonly Token[]): string {
  let html = '';
  let open = '';
  for (const { content, color } of line) {
    // White space takes the class before it, which keeps runs of one colour in one element.
    const name = content.trim() === '' ? open : (classOf[(color ?? '').toLowerCase()] ?? '');
    if (name !== open) {
      if (open !== '') html += '</i>';
      if (name !== '') html += `<i class="${name}">`;
      open = name;
    }
    html += escapeText(content);
  }
  return open === '' ? html : `${html}</i>`;
}
