import { OktaError } from '../okta-error.ts';
import { readTokens, type Token } from './tokens.ts';

export type Operator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'sw' | 'pr';
export type Literal = string | number | boolean;
export type Comparison = {
  kind: 'compare';
  attribute: string;
  operator: Operator;
  /** null with `pr` only. */
  value: Literal | null;
};
export type Expression =
  | Comparison
  | { kind: 'and' | 'or'; terms: readonly Expression[] }
  | { kind: 'not'; term: Expression };

/** An expression may nest so deep, and have so many comparisons. */
export const maxDepth = 32;
export const maxComparisons = 100;

const operators: readonly string[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'sw', 'pr'];
const isOperator = (text: string): text is Operator => operators.includes(text);

/**
 * Parses a filter or search expression (contract, C1-31 to C1-44): operators and keywords in any case, `not` before
 * `and` before `or`. Throws `E0000031` for what does not parse, and for what is too long, too deep or too wide.
 */
export function parseExpression(text: string): Expression {
  return new Parser(readTokens(text)).whole();
}

class Parser {
  private readonly tokens: readonly Token[];
  private at = 0;
  private comparisons = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  whole(): Expression {
    const expression = this.disjunction(0);
    if (this.at < this.tokens.length) throw new OktaError('E0000031');
    return expression;
  }

  private disjunction(depth: number): Expression {
    return this.joined('or', () => this.joined('and', () => this.negation(depth)));
  }

  private joined(kind: 'and' | 'or', next: () => Expression): Expression {
    const first = next();
    const terms = [first];
    while (this.takeKeyword(kind)) terms.push(next());
    return terms.length === 1 ? first : { kind, terms };
  }

  private negation(depth: number): Expression {
    // The depth bounds the recursion: brackets and negations both count.
    if (depth > maxDepth) throw new OktaError('E0000031');
    if (this.takeKeyword('not')) return { kind: 'not', term: this.negation(depth + 1) };
    const token = this.take();
    if (token?.kind === 'word') return this.comparison(token.text);
    if (token?.kind !== 'open') throw new OktaError('E0000031');
    const inner = this.disjunction(depth + 1);
    if (this.take()?.kind !== 'close') throw new OktaError('E0000031');
    return inner;
  }

  private comparison(attribute: string): Expression {
    if (++this.comparisons > maxComparisons) throw new OktaError('E0000031');
    const token = this.take();
    const operator = token?.kind === 'word' ? token.text.toLowerCase() : '';
    if (!isOperator(operator)) throw new OktaError(this.isForeign(token) ? 'E0000094' : 'E0000031');
    if (operator === 'pr') return { kind: 'compare', attribute, operator, value: null };
    const literal = this.take();
    if (literal?.kind !== 'literal') throw new OktaError('E0000031');
    return { kind: 'compare', attribute, operator, value: literal.value };
  }

  /** Whether a word stands between an attribute and a value, as `co` does: an operator, but none of this API. */
  private isForeign(token: Token | undefined): boolean {
    const isWord = token?.kind === 'word' && !/^(and|or|not)$/i.test(token.text);
    return isWord && this.tokens[this.at]?.kind === 'literal';
  }

  private take(): Token | undefined {
    return this.tokens[this.at++];
  }

  private takeKeyword(keyword: 'and' | 'or' | 'not'): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'word' || token.text.toLowerCase() !== keyword) return false;
    this.at++;
    return true;
  }
}
