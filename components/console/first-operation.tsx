import type { Node, SystemProps } from './swagger-types.ts';

/** The layout: the one operation of the small document, without anything around it. */
export function FirstOperation({ specSelectors, getComponent }: SystemProps) {
  for (const [tag, group] of specSelectors.taggedOperations().entrySeq()) {
    const operations = group.get('operations');
    // Tags that the document describes stand here even when none of its operations has them.
    const operation = isSequence(operations) ? operations.first() : undefined;
    if (!operation) continue;
    const OperationContainer = getComponent('OperationContainer', true);
    return (
      <OperationContainer
        op={operation}
        path={operation.get('path')}
        method={operation.get('method')}
        specPath={operation.get('specPath')}
        tag={tag}
      />
    );
  }
  return null;
}

function isSequence(value: unknown): value is { first(): Node | undefined } {
  return typeof value === 'object' && value !== null && 'first' in value;
}
