import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prettyXml } from './pretty-xml.ts';

describe('prettyXml', () => {
  it('lays out elements, and leaves every text, entity, comment and attribute as it came', () => {
    const text = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x>y">]><ns:list a='1 > 0' xmlns:ns="urn:x"><id>9007199254740993</id><e/><n></n><!-- <note> --><p>A &amp; <b>bold</b> word</p><c><![CDATA[<raw> & ]]></c><الاسم>ليان</الاسم></ns:list>`;
    expect(prettyXml(text)).toBe(`<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY b "x>y">]>
<ns:list a='1 > 0' xmlns:ns="urn:x">
  <id>9007199254740993</id>
  <e/>
  <n></n>
  <!-- <note> -->
  <p>A &amp; <b>bold</b> word</p>
  <c><![CDATA[<raw> & ]]></c>
  <الاسم>ليان</الاسم>
</ns:list>`);
  });

  it('moves white space only where no text is', () => {
    expect(prettyXml('\n<a>\n\n   <b> x </b>\t<c> </c>\n</a>\n')).toBe(
      '<a>\n  <b> x </b>\n  <c> </c>\n</a>',
    );
    const kept = '<a xml:space="preserve">\n<b/>\n  <c/></a>';
    expect(prettyXml(kept)).toBe(kept);
  });

  it('leaves what it has laid out as it is', () => {
    type Tree = string | Tree[];
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('', 'text', 'a &lt; b'),
        fc.array(tie('tree'), { maxLength: 4 }),
      ),
    }));
    const xml = (node: Tree): string =>
      `<n>${typeof node === 'string' ? node : node.map(xml).join('')}</n>`;
    fc.assert(
      fc.property(tree, (node) => {
        const once = prettyXml(xml(node));
        expect(once?.replace(/\n */g, '')).toBe(xml(node));
        expect(prettyXml(once ?? '')).toBe(once);
      }),
    );
  });

  it.each([
    '',
    'plain',
    '{"a":1}',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a/>text',
    '<a',
    '<!-- open',
    '<a b="1></a>',
    '<p>1 < 2</p>',
    '<!doctype html><p>one<br>two</p>',
  ])('is nothing for %j', (text) => expect(prettyXml(text)).toBeNull());

  it('gives up where a text nests so deep that only indentation would be left', () => {
    const deep = (levels: number) => `${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}`;
    expect(prettyXml(deep(20))).toContain('\n');
    expect(prettyXml(deep(100_000))).toBeNull();
  });
});
