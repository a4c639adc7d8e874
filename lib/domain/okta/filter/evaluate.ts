import { assertNever } from '#lib/std/invariant.ts';
import { OktaError } from '../okta-error.ts';
import type { Comparison, Expression, Literal, Operator } from './parse.ts';

/** What a list knows of an attribute. */
export type AttributeRule = {
  /** `date`: literals are dates, compared by time. `any`: a property of whatever type the org gave it. */
  type: 'text' | 'date' | 'any';
  operators: readonly Operator[];
  /** All that the attribute can be; a question for something else is a mistake. */
  values?: readonly string[];
};

export type FilterRules = {
  attributes: Readonly<Record<string, AttributeRule>>;
  /** Rule of every attribute that begins with `profile.` and has none of its own. */
  profile?: AttributeRule;
  /** Whether `and`, `or` and `not` may be used. */
  joined: boolean;
  /** Text is compared whatever the case. */
  foldCase?: boolean;
};

export const everyOperator: readonly Operator[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'sw', 'pr'];

const date = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/** Unix milliseconds of a date literal (contract, C1-44); NaN for anything else. */
function timeOf(value: unknown): number {
  if (typeof value !== 'string' || !date.test(value)) return Number.NaN;
  const time = Date.parse(value);
  // 30 February would become 1 March.
  const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(value.slice(0, 19));
  return isReal ? time : Number.NaN;
}

function ruleOf(attribute: string, rules: FilterRules): AttributeRule {
  const own = Object.hasOwn(rules.attributes, attribute) ? rules.attributes[attribute] : undefined;
  const rule = own ?? (/^profile\.[A-Za-z]/.test(attribute) ? rules.profile : undefined);
  if (!rule) throw new OktaError('E0000094');
  return rule;
}

function checkComparison(comparison: Comparison, rules: FilterRules): void {
  const rule = ruleOf(comparison.attribute, rules);
  if (!rule.operators.includes(comparison.operator)) throw new OktaError('E0000094');
  if (comparison.operator === 'pr') return;
  if (!canBe(comparison, rule, rules.foldCase ?? false)) throw new OktaError('E0000031');
}

/** Whether the attribute can be what it is compared with: of its type, and one of its values. */
function canBe({ operator, value }: Comparison, rule: AttributeRule, fold: boolean): boolean {
  if (rule.type === 'any') return true;
  if (typeof value !== 'string') return false;
  if (rule.type === 'date') return !Number.isNaN(timeOf(value));
  if (!rule.values || !(operator === 'eq' || operator === 'ne')) return true;
  return rule.values.some((known) => known === value || (fold && folded(known) === folded(value)));
}

/**
 * Throws `E0000094` for attributes, operators and joins that the list does not support, `E0000031` for a value of the wrong
 * type, a bad date, and a status that does not exist.
 */
export function checkExpression(expression: Expression, rules: FilterRules): void {
  if (expression.kind === 'compare') {
    checkComparison(expression, rules);
    return;
  }
  if (!rules.joined) throw new OktaError('E0000094');
  const terms = expression.kind === 'not' ? [expression.term] : expression.terms;
  for (const term of terms) checkExpression(term, rules);
}

/** Is there anything? An empty text, list or object counts as nothing (contract, C1-39). */
function isPresent(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** Less than 0, 0, more than 0; null where the two have no order. */
function compare(value: unknown, literal: Literal, rule: AttributeRule, fold: boolean) {
  if (rule.type === 'date') {
    const difference = timeOf(value) - timeOf(literal);
    return Number.isNaN(difference) ? null : difference;
  }
  if (typeof value !== typeof literal) return null;
  const [a, b] = fold ? [folded(value), folded(literal)] : [value, literal];
  if (typeof a === 'string' && typeof b === 'string') return a === b ? 0 : a < b ? -1 : 1;
  return Number(a) - Number(b);
}

const folded = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value);

function startsWith(value: unknown, literal: unknown, fold: boolean): boolean {
  const [a, b] = fold ? [folded(value), folded(literal)] : [value, literal];
  return typeof a === 'string' && typeof b === 'string' && a.startsWith(b);
}

function holds(comparison: Comparison, value: unknown, rules: FilterRules): boolean {
  const { operator, value: literal } = comparison;
  const fold = rules.foldCase ?? false;
  if (operator === 'pr' || literal === null) return isPresent(value);
  if (operator === 'sw') return startsWith(value, literal, fold);
  const order = compare(value, literal, ruleOf(comparison.attribute, rules), fold);
  switch (operator) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'gt':
      return order !== null && order > 0;
    case 'ge':
      return order !== null && order >= 0;
    case 'lt':
      return order !== null && order < 0;
    case 'le':
      return order !== null && order <= 0;
    default:
      return assertNever(operator);
  }
}

/** The value at a dotted path of a record; undefined where there is none. */
export function valueAt(record: unknown, path: string): unknown {
  let value = record;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** Does the record fit? The expression must have been checked against the same rules. */
export function evaluate(expression: Expression, record: object, rules: FilterRules): boolean {
  switch (expression.kind) {
    case 'compare':
      return holds(expression, valueAt(record, expression.attribute), rules);
    case 'and':
      return expression.terms.every((term) => evaluate(term, record, rules));
    case 'or':
      return expression.terms.some((term) => evaluate(term, record, rules));
    case 'not':
      return !evaluate(expression.term, record, rules);
  }
}
