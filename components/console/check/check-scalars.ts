import type { JsonObject } from './json.ts';

type Report = (problem: string) => void;

const formats: Record<string, RegExp> = {
  'date-time': /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  email: /^[^\s@]+@[^\s@]+$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
};
// A pattern of a stranger's document can take for ever on a long text.
const patternTextAtMost = 1_000;

export function checkText(node: JsonObject, value: string, report: Report): void {
  const { minLength, maxLength, pattern, format } = node;
  const length = [...value.slice(0, 100_000)].length;
  if (typeof minLength === 'number' && length < minLength) {
    report(`has ${length} characters, at least ${minLength} are said`);
  }
  if (typeof maxLength === 'number' && length > maxLength) {
    report(`has ${length} characters, at most ${maxLength} are said`);
  }
  const known =
    typeof format === 'string' && Object.hasOwn(formats, format) ? formats[format] : null;
  if (known && !known.test(value)) report(`is no ${format}`);
  if (typeof pattern === 'string' && value.length <= patternTextAtMost) {
    if (matches(pattern, value) === false) report(`does not match ${pattern}`);
  }
}

function matches(pattern: string, value: string): boolean | null {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return null;
  }
}

export function checkNumber(node: JsonObject, value: number, report: Report): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = node;
  // In 3.0 the exclusive ones are flags beside the bound, in 3.1 they are bounds.
  const above = exclusiveMinimum === true ? minimum : exclusiveMinimum;
  const below = exclusiveMaximum === true ? maximum : exclusiveMaximum;
  if (typeof minimum === 'number' && value < minimum) report(`is less than ${minimum}`);
  if (typeof maximum === 'number' && value > maximum) report(`is more than ${maximum}`);
  if (typeof above === 'number' && value <= above) report(`is not more than ${above}`);
  if (typeof below === 'number' && value >= below) report(`is not less than ${below}`);
  if (typeof multipleOf === 'number' && multipleOf > 0) {
    const times = value / multipleOf;
    if (Math.abs(times - Math.round(times)) > 1e-9) report(`is no multiple of ${multipleOf}`);
  }
}
