import { routes } from '#lib/routes.ts';
import { diagnoseSource } from '../manifest/diagnose.ts';
import { type Path, type Place, pathText } from '../manifest/places.ts';
import { type ManifestFormat, readSource } from '../manifest/read-source.ts';
import { type Manifest, manifestSchema } from '../manifest/schemas.ts';
import { factsOf } from './facts.ts';
import type { Finding } from './finding.ts';
import type { PolicyContext, Rule } from './rule.ts';
import { addressRules } from './rules/addresses.ts';
import { eventRules } from './rules/events.ts';
import { identityRules } from './rules/identity.ts';
import { peopleRules } from './rules/people.ts';
import { reasonRules } from './rules/reasons.ts';
import { scopeRules } from './rules/scopes.ts';
import { shapeRules } from './rules/shape.ts';
import { findSecrets, textRules } from './rules/text.ts';

/** Every rule, in the order of the guide. */
export const rules: readonly Rule[] = [
  ...shapeRules,
  ...identityRules,
  ...scopeRules,
  ...reasonRules,
  ...eventRules,
  ...addressRules,
  ...peopleRules,
  ...textRules,
];

export const findRule = (id: string): Rule | undefined => rules.find((rule) => rule.id === id);

/** Where a rule is explained. */
export const rulePage = (id: string): string => `${routes.docs('developer/policy-rules')}#${id}`;

type Found = { rule: Rule; path: Path; message: string; place: Place };

const mostOfOneRule = 20;

/**
 * What the policy rules find in a manifest, in the order of its lines; the manifest when its shape is right. Pure; works
 * without a database, and whatever the text is.
 */
export function scanManifest(
  source: string,
  format: ManifestFormat,
  context: PolicyContext = {},
): { manifest: Manifest | null; findings: Finding[] } {
  const read = readSource(source, format);
  const { manifest, diagnostics } = diagnoseSource(read, manifestSchema);
  const facts = factsOf(read, context);
  const isReadable = read.data !== undefined;
  const found: Found[] = rules
    .filter(({ id }) => isReadable || id === 'secret-in-manifest')
    .flatMap((rule) =>
      rule
        .find(facts)
        .slice(0, mostOfOneRule)
        .map(({ path, part, message, place }) => ({
          rule,
          path,
          message,
          place: place ?? read.placeOf(path, part),
        })),
    );
  const errors = found.filter(({ rule }) => rule.severity === 'error');
  const covered = new Set(errors.map(({ path }) => pathText(path)).filter((text) => text !== ''));
  const shapeless = new Set(diagnostics.map(({ path }) => pathText(path)));
  const ofShape = diagnostics.flatMap(({ rule: id, path, message, ...place }) => {
    const rule = findRule(id);
    // A rule that knows more about the same place says it better.
    return rule && !covered.has(pathText(path)) ? [{ rule, path, message, place }] : [];
  });
  const secrets = findSecrets(source);
  const findings = [...ofShape, ...found]
    .sort((a, b) => a.place.from - b.place.from)
    .map((one) => ({
      ...findingOf(one),
      excerpt: excerptAt(source, one.place.from, secrets),
      // Nothing can be done with a manifest whose shape is wrong, whatever rule says so.
      isWaivable: one.rule.waivable !== false && !shapeless.has(pathText(one.path)),
    }));
  return { manifest, findings };
}

function findingOf({ rule, path, message, place }: Found) {
  const { line, column, endLine, endColumn } = place;
  return {
    rule: rule.id,
    severity: rule.severity,
    title: rule.title,
    line,
    column,
    endLine,
    endColumn,
    path: pathText(path),
    message,
    why: rule.why,
    fix: rule.fix,
    doc: rulePage(rule.id),
  };
}

const longestExcerpt = 200;

/** The line of a place, secrets in it covered. */
function excerptAt(source: string, from: number, secrets: readonly { from: number; to: number }[]) {
  const start = source.lastIndexOf('\n', from - 1) + 1;
  const stop = source.indexOf('\n', from);
  const end = stop < 0 ? source.length : stop;
  let text = '';
  let at = start;
  for (const one of secrets) {
    if (one.to <= start || one.from >= end) continue;
    text += `${source.slice(at, Math.max(one.from, at))}…`;
    at = Math.min(Math.max(one.to, at), end);
  }
  text += source.slice(at, end);
  return text.length > longestExcerpt ? `${text.slice(0, longestExcerpt)}…` : text;
}
