import type { Node, OperationProps } from './swagger-types.ts';

/** Parameters, body and the send button, in swagger-ui's own wiring. */
export function ConsoleOperation(props: OperationProps) {
  const { operation, specPath, getComponent, specSelectors } = props;
  const [path, method] = [operation.get('path'), operation.get('method')];
  const resolved = operation.get('op');
  if (!isNode(resolved) || resolved.size === 0) return null;
  const { fn, getConfigs, specActions, oas3Actions, oas3Selectors } = props;
  const shared = { fn, getComponent, getConfigs, specActions, oas3Actions, oas3Selectors };
  const Parameters = getComponent('parameters', true);
  const Execute = getComponent('execute');
  const problems = specSelectors.validationErrors([path, method]);
  return (
    <>
      <Parameters
        {...shared}
        specSelectors={specSelectors}
        parameters={resolved.get('parameters') ?? emptyList(resolved)}
        specPath={specPath.push('parameters')}
        operation={resolved}
        onChangeKey={[path, method]}
        pathMethod={[path, method]}
        onTryoutClick={props.onTryoutClick}
        onResetClick={props.onResetClick}
        onCancelClick={props.onCancelClick}
        tryItOutEnabled
        allowTryItOut
      />
      {problems.length > 0 ? (
        <div role="alert" className="console-problems">
          <p>Nothing was sent yet:</p>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <Execute
        {...shared}
        specSelectors={specSelectors}
        operation={resolved}
        path={path}
        method={method}
        onExecute={props.onExecute}
        disabled={operation.get('executeInProgress')}
      />
    </>
  );
}

function isNode(value: unknown): value is Node & { keySeq(): { toList(): Clearable } } {
  return typeof value === 'object' && value !== null && 'getIn' in value;
}
type Clearable = { clear(): unknown };

// An operation without parameters has no list; swagger-ui wants one of its own kind.
function emptyList(node: { keySeq(): { toList(): Clearable } }): unknown {
  return node.keySeq().toList().clear();
}
