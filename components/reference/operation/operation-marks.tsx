import type { Exchange, Extension, Json, Operation } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { Badge } from '../../ui/badge.tsx';
import { Copyable } from '../../ui/copyable.tsx';

const corsGuide = `${routes.docs('okta/design-principles')}#cross-origin-requests`;

const extensionOf = (exchange: Exchange, name: string): Json | undefined =>
  exchange.extensions.find((extension) => extension.name === name)?.value;

/** `x-required-scope`: the scope that the operation, or the receiver of a webhook, must hold. */
export function requiredScope(exchange: Exchange): string | undefined {
  const scope = extensionOf(exchange, 'x-required-scope');
  return typeof scope === 'string' ? scope : undefined;
}

/** Told elsewhere on the page. */
const told = new Set(['x-okta-cors', 'x-required-scope']);

/** What is left when the page has told what it knows. */
export const otherExtensions = ({ extensions }: Exchange): Extension[] =>
  extensions.filter(({ name }) => !told.has(name));

/** The operation's id, the tags beside the one that files it, and whether pages of other origins may call it. */
export function OperationMarks({ operation }: { operation: Operation }) {
  const { operationId, tags } = operation;
  const hasCors = extensionOf(operation, 'x-okta-cors') === true;
  if (operationId === undefined && tags.length < 2 && !hasCors) return null;
  return (
    <p className="op-marks">
      {operationId === undefined ? null : <Copyable text={operationId} label="Copy operationId" />}
      {tags.slice(1).map((tag) => (
        <Badge key={tag.slug}>{tag.title}</Badge>
      ))}
      {hasCors ? (
        <a href={corsGuide} title="A page of an origin that the org trusts may call it">
          <Badge tone="accent">CORS</Badge> open to trusted origins
        </a>
      ) : null}
    </p>
  );
}
