import { describe, expect, it } from 'vitest';
import { createProseReader, plainText, renderMarkdown } from './markdown.ts';

describe('descriptions become harmless HTML', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)><a xlink:href="javascript:alert(1)">x</a></svg>',
    '<iframe src="https://evil.example"></iframe>',
    '<form action="https://evil.example"><input name=password></form>',
    '<style>*{display:none}</style>',
    '<a href="javascript:alert(1)" onclick="alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](data:text/html,<script>alert(1)</script>) [w](vbscript:x)',
    '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
    '![tracker](https://evil.example/pixel.png)',
    '<div style="position:fixed">x</div>',
    '<details ontoggle=alert(1) open>x</details>',
  ])('%s', (source) => {
    const html = renderMarkdown(source);
    expect(html).not.toMatch(
      /<(?:script|style|iframe|form|input|img|svg|math|object|embed|link|meta)\b/i,
    );
    expect(html).not.toMatch(/<[^>]+\s(?:on\w+|style|xlink:href)\s*=/i);
    expect(html).not.toMatch(/href="\s*(?:javascript|data|vbscript):/i);
  });

  it('keeps tables, code with its language, and links', () => {
    const html = renderMarkdown(
      '| a | b |\n|--|--|\n| 1 | 2 |\n\n```json\n{}\n```\n[docs](https://docs.example/x)',
    );
    expect(html).toContain('<td>1</td>');
    expect(html).toContain('<code class="language-json">');
    expect(html).toContain(
      '<a href="https://docs.example/x" rel="noopener noreferrer nofollow">docs</a>',
    );
  });

  it('shifts headings below the page’s own, keeps their order, and links within the text', () => {
    expect(renderMarkdown('# One\n\n## Two\n\n[to two](#two) [elsewhere](#else)')).toBe(
      '<h3 id="doc-one">One</h3>\n<h4 id="doc-two">Two</h4>\n<p><a href="#doc-two">to two</a> <a href="#else">elsewhere</a></p>',
    );
  });

  it('keeps what is done and what is not in a list of tasks', () => {
    const html = renderMarkdown('- [ ] open\n- [x] done\n\n<p><input name="password"></p>');
    expect(html).toMatch(/>☐ open</);
    expect(html).toMatch(/>☑ done</);
  });

  it.each([
    ['quotes', '>'.repeat(50_000)],
    ['elements', '<div>'.repeat(50_000)],
    ['brackets', '['.repeat(50_000)],
    ['emphasis', '*a **b '.repeat(10_000)],
  ])('nested %s cost little', (_name, source) => {
    const started = performance.now();
    renderMarkdown(source);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

it('plain text needs no HTML, and equal texts are one object', () => {
  const prose = createProseReader();
  expect(prose('Lists students.')).toEqual({ text: 'Lists students.' });
  expect(prose('  ')).toBeUndefined();
  expect(prose('a `b`')).toBe(prose('a `b`'));
});

it('plain text for lists has no marks and a bounded length', () => {
  expect(plainText('**Lists** [students](https://x) <b>now</b>\n\n```js\ncode\n```', 50)).toBe(
    'Lists students now',
  );
  expect(plainText('x'.repeat(500), 20)).toHaveLength(20);
});
