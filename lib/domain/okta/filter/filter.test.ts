import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/std/seeded-random.ts';
import { checkExpression, evaluate, everyOperator, type FilterRules } from './evaluate.ts';
import { type Expression, type Operator, parseExpression } from './parse.ts';

const rules: FilterRules = {
  attributes: {
    status: { type: 'text', operators: everyOperator },
    lastUpdated: { type: 'date', operators: everyOperator },
    kind: { type: 'text', operators: everyOperator, values: ['A', 'B'] },
    count: { type: 'any', operators: everyOperator },
    on: { type: 'any', operators: everyOperator },
  },
  profile: { type: 'any', operators: everyOperator },
  joined: true,
};
const fits = (text: string, record: object) => {
  const expression = parseExpression(text);
  checkExpression(expression, rules);
  return evaluate(expression, record, rules);
};
const codeOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
  return null;
};

describe('an expression', () => {
  const record = {
    status: 'ACTIVE',
    lastUpdated: '2026-04-12T08:15:30.000Z',
    count: 3,
    on: true,
    profile: { firstName: 'سارة', empty: '', tags: [], nested: { a: 1 } },
  };

  it.each([
    ['status eq "ACTIVE"', true],
    ['status EQ "ACTIVE"', true],
    ['status eq "active"', false],
    ['status ne "INACTIVE"', true],
    ['status sw "ACT"', true],
    ['status sw "ACTIVE"', true],
    ['status sw ""', true],
    ['status gt "ABC"', true],
    ['count ge 3 and count le 3', true],
    ['count gt 2.5', true],
    ['count lt -1e3', false],
    ['on eq true', true],
    ['on eq "true"', false],
    ['profile.firstName eq "\\u0633ارة"', true],
    ['profile.firstName pr', true],
    ['profile.empty pr', false],
    ['profile.tags pr', false],
    ['profile.nested pr', true],
    ['profile.missing ne "x"', true],
    ['profile.missing gt "x"', false],
    ['lastUpdated gt "2026-04-12T08:15:29.999Z"', true],
    ['lastUpdated eq "2026-04-12T08:15:30Z"', true],
    ['(status lt "ACTIVE" or status gt "ACTIVE")', false],
  ])('means what the operator table says: %s', (text, expected) => {
    expect(fits(text, record)).toBe(expected);
  });

  it('binds not before and, and before or, and brackets before all', () => {
    const t = 'count eq 3';
    const f = 'count eq 4';
    expect(fits(`${t} or ${f} and ${f}`, record)).toBe(true);
    expect(fits(`(${t} or ${f}) and ${f}`, record)).toBe(false);
    expect(fits(`not ${f} and ${f}`, record)).toBe(false);
    expect(fits(`not (${f} and ${f})`, record)).toBe(true);
    expect(fits(`NOT ${t} OR ${t}`, record)).toBe(true);
    expect(fits(`not not ${t}`, record)).toBe(true);
  });

  it.each([
    '',
    '   ',
    'status',
    'status eq',
    'status eq ACTIVE',
    "status eq 'ACTIVE'",
    'status eq "ACTIVE',
    'status eq "A\\x"',
    'status eq "A\nB"',
    'status co',
    'status and "A"',
    'lastUpdated gt "2026-02-30T08:15:30.000Z"',
    'lastUpdated gt "2026-04-12T25:15:30.000Z"',
    'status eq "A" and',
    'status eq "A" status eq "B"',
    'and status eq "A"',
    '(status eq "A"',
    'status eq "A")',
    '()',
    'not',
    'status eq null',
    'status eq 01',
    'status eq 1e999',
    'status eq {}',
    'status pr "A"',
    '"status" eq "A"',
    'status eq "A"; drop table okta_apps',
    'lastUpdated gt "yesterday"',
    'lastUpdated gt 5',
  ])('is refused with E0000031 when it does not parse: %s', (text) => {
    expect(codeOf(() => fits(text, record))).toBe('E0000031');
  });

  it.each([
    'status eq true',
    'status ne 5',
    'status sw true',
    'status gt 1',
    'lastUpdated eq true',
    'lastUpdated ge 1776000000000',
    'kind eq "C"',
    'kind ne "C"',
    'kind eq "a"',
    'not (status eq "A" and kind eq 1)',
  ])('is refused with E0000031 when the attribute can never be that: %s', (text) => {
    expect(codeOf(() => fits(text, record))).toBe('E0000031');
    expect(codeOf(() => fits('kind eq "B" or kind sw "C" or profile.age eq 7', record))).toBe(null);
  });

  it('is refused with E0000094 when the list does not know the attribute, the case or the operator', () => {
    for (const text of [
      'status co "A"',
      'status EW "A"',
      'Status eq "A"',
      'password eq "A"',
      'constructor pr',
      '__proto__ pr',
    ]) {
      expect(
        codeOf(() => fits(text, record)),
        text,
      ).toBe('E0000094');
    }
    const only: FilterRules = {
      attributes: { status: { type: 'text', operators: ['eq'] } },
      joined: false,
    };
    const check = (text: string) => codeOf(() => checkExpression(parseExpression(text), only));
    expect(check('status eq "A"')).toBe(null);
    expect(check('status ne "A"')).toBe('E0000094');
    expect(check('not status eq "A"')).toBe('E0000094');
    expect(check('status eq "A" or status eq "B"')).toBe('E0000094');
  });
});

describe('a hostile expression', () => {
  const hostile = {
    '100 kB of text': `status eq "${'a'.repeat(100_000)}"`,
    '10,000 brackets': `${'('.repeat(10_000)}status eq "A"${')'.repeat(10_000)}`,
    '2,000 brackets': `${'('.repeat(2000)}status eq "A"${')'.repeat(2000)}`,
    'a thousand negations': `${'not '.repeat(1000)}status eq "A"`,
    'many comparisons': Array.from({ length: 200 }, () => 'on pr').join(' and '),
    'a pattern that backtracks': `status eq "${'a'.repeat(1000)}!" and ${'a.'.repeat(1400)}`,
    'open quotes': '"'.repeat(4095),
    backslashes: `status eq "${'\\'.repeat(3000)}`,
    digits: `count eq ${'1'.repeat(4000)}`,
    'dots and letters': `${'a.'.repeat(2040)}`,
  };
  it.each(Object.entries(hostile))('is refused within 50 ms: %s', (_name, text) => {
    // The quickest of five: the promise is about the filter, not about what else the machine does.
    const tries = Array.from({ length: 5 }, () => {
      const started = performance.now();
      expect(codeOf(() => fits(text, {}))).toBe('E0000031');
      return performance.now() - started;
    });
    expect(Math.min(...tries)).toBeLessThan(50);
  });
});

describe('10,000 generated expressions', () => {
  const random = seededRandom(20_261_124);
  const texts = ['', 'A', 'AB', 'Ab', 'b', 'ب', '"q"', 'a\\b', 'line\nfeed'] as const;
  const dates = [
    '2026-01-01T00:00:00.000Z',
    '2026-04-12T08:15:30.000Z',
    '2026-04-12T08:15:30.001Z',
  ] as const;
  const numbers = [-2, 0, 1, 2.5, 1e3] as const;

  type Plain =
    | { op: Operator; attribute: string; literal: string | number | boolean }
    | { op: 'and' | 'or'; left: Plain; right: Plain }
    | { op: 'negate'; inner: Plain };

  const makeRecord = () => ({
    ...(random.chance(0.8) ? { status: random.pick(texts) } : {}),
    ...(random.chance(0.8) ? { lastUpdated: random.pick(dates) } : {}),
    ...(random.chance(0.8) ? { count: random.pick(numbers) } : {}),
    ...(random.chance(0.8) ? { on: random.chance(0.5) } : {}),
    profile: random.chance(0.8) ? { name: random.pick(texts) } : {},
  });

  function makePlain(depth: number): Plain {
    if (depth > 0 && random.chance(0.7)) {
      if (random.chance(0.25)) return { op: 'negate', inner: makePlain(depth - 1) };
      const op = random.chance(0.5) ? 'and' : 'or';
      return { op, left: makePlain(depth - 1), right: makePlain(depth - 1) };
    }
    const attribute = random.pick(['status', 'lastUpdated', 'count', 'on', 'profile.name']);
    const pick = { lastUpdated: dates, count: numbers, on: [true, false] as const }[attribute];
    const literal = random.pick<string | number | boolean>(pick ?? texts);
    return {
      op: random.pick(['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'sw', 'pr']),
      attribute,
      literal,
    };
  }

  const spelled = (word: string) =>
    random.pick([word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)]);
  const space = () => random.pick([' ', '  ', '\t', ' \n ']);
  const rank = (plain: Plain) => ({ or: 0, and: 1, negate: 2 })[String(plain.op)] ?? 3;

  /** Writes brackets where precedence needs them, and now and then where it does not. */
  function write(plain: Plain, least: number): string {
    const bare = writeBare(plain);
    const needed = rank(plain) < least;
    return needed || random.chance(0.15) ? `(${random.chance(0.5) ? ' ' : ''}${bare})` : bare;
  }
  function writeBare(plain: Plain): string {
    if ('left' in plain) {
      const own = rank(plain);
      const left = write(plain.left, own);
      return `${left}${space()}${spelled(plain.op)}${space()}${write(plain.right, own + 1)}`;
    }
    if ('inner' in plain) return `${spelled('not')}${space()}${write(plain.inner, 2)}`;
    const literal = plain.op === 'pr' ? '' : space() + JSON.stringify(plain.literal);
    return `${plain.attribute}${space()}${spelled(plain.op)}${literal}`;
  }

  /** The plain evaluator: nothing shared with the one under test. */
  function plainly(plain: Plain, record: ReturnType<typeof makeRecord>): boolean {
    if ('left' in plain) {
      const [left, right] = [plainly(plain.left, record), plainly(plain.right, record)];
      return plain.op === 'and' ? left && right : left || right;
    }
    if ('inner' in plain) return !plainly(plain.inner, record);
    const values: Record<string, unknown> = {
      ...record,
      'profile.name': Reflect.get(record.profile, 'name'),
    };
    const value = values[plain.attribute];
    const literal = plain.literal;
    const known = value !== undefined && typeof value === typeof literal;
    // ISO dates of one form sort as texts do; that is the independent way to compare them.
    const less = known && (value as string) < (literal as string);
    const more = known && (value as string) > (literal as string);
    const same = known && !less && !more;
    const answers: Record<string, boolean> = {
      eq: same,
      ne: !same,
      lt: less,
      le: less || same,
      gt: more,
      ge: more || same,
      sw: typeof value === 'string' && typeof literal === 'string' && value.indexOf(literal) === 0,
      pr: value !== undefined && value !== '',
    };
    return answers[plain.op] ?? false;
  }

  it('mean the same to the parser and to a plain evaluator', () => {
    let [yes, deepest] = [0, 0];
    for (let i = 0; i < 10_000; i++) {
      const plain = makePlain(random.below(5));
      const text = write(plain, 0);
      const record = makeRecord();
      const expected = plainly(plain, record);
      expect(fits(text, record), `${text} on ${JSON.stringify(record)}`).toBe(expected);
      if (expected) yes++;
      deepest = Math.max(deepest, depthOf(parseExpression(text)));
    }
    expect(yes).toBeGreaterThan(2000);
    expect(yes).toBeLessThan(8000);
    expect(deepest).toBeGreaterThanOrEqual(4);
  });
});

function depthOf(expression: Expression): number {
  if (expression.kind === 'compare') return 0;
  const terms = expression.kind === 'not' ? [expression.term] : expression.terms;
  return 1 + Math.max(...terms.map(depthOf));
}
