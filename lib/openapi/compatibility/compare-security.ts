import type { Exchange, SecurityAlternative, SecurityScheme } from '../model.ts';
import { type At, below, type Comparison, report } from './comparison.ts';

/** What a client must have, told by kind: the key of a scheme is a name in the document only. */
const kindOf = (scheme: SecurityScheme): string => {
  switch (scheme.type) {
    case 'apiKey':
      return `${scheme.in} ${scheme.in === 'header' ? scheme.name.toLowerCase() : scheme.name}`;
    case 'http':
      return `http ${scheme.scheme.toLowerCase()}`;
    case 'unknown':
      return `unknown ${scheme.key}`;
    default:
      return scheme.type;
  }
};

type Needs = Map<string, Set<string>>;
const needsOf = ({ schemes }: SecurityAlternative): Needs =>
  new Map(
    schemes.map(({ scheme, scopes }) => [
      kindOf(scheme),
      new Set(scheme.type === 'oauth2' || scopes.length > 0 ? scopes.map(({ name }) => name) : []),
    ]),
  );

/** None named means that none is needed. */
const waysOf = ({ security }: Exchange): Needs[] =>
  security.length === 0 ? [new Map()] : security.map(needsOf);

const suffices = (has: Needs, needed: Needs): boolean =>
  [...needed].every(([kind, scopes]) => {
    const held = has.get(kind);
    return held !== undefined && [...scopes].every((scope) => held.has(scope));
  });

const wordsOf = (needs: Needs): string =>
  needs.size === 0
    ? 'no credential'
    : [...needs]
        .map(([kind, scopes]) =>
          scopes.size > 0 ? `${kind} with ${[...scopes].join(', ')}` : kind,
        )
        .join(' and ');

/** Every credential that was enough must still be enough: a new demand is a new required input. */
export const compareSecurity = (c: Comparison, at: At, older: Exchange, newer: Exchange): void => {
  const now = waysOf(newer);
  const lost = waysOf(older).filter((way) => !now.some((needed) => suffices(way, needed)));
  for (const way of lost)
    report(
      c,
      below(at, 'security', 'security'),
      'credential-required',
      `${wordsOf(way)} was enough; now it takes ${now.map(wordsOf).join(', or ')}.`,
    );
};
