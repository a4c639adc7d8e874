import type { ComponentType, ReactNode } from 'react';

// swagger-ui hands its parts to plugins without types. These describe the little that the console touches.

/** An Immutable map or list, as far as it is read here. */
export type Node = {
  get(key: string): unknown;
  getIn(path: readonly (string | number)[]): unknown;
  size: number;
};

export type Props = Record<string, unknown>;
export type GetComponent = (name: string, container?: boolean | 'root') => ComponentType<Props>;

/** What every component of a plugin gets when it is fetched as a container. */
export type SystemProps = {
  getComponent: GetComponent;
  specSelectors: { taggedOperations(): Tagged; specJson(): Node };
};
export type Tagged = { entrySeq(): Iterable<[tag: string, group: Node]> };

/** What OperationContainer hands to `operation`. */
export type OperationProps = Props & {
  operation: Node;
  specPath: { push(key: string): unknown };
  getComponent: GetComponent;
  onTryoutClick: unknown;
  onResetClick: unknown;
  onCancelClick: unknown;
  onExecute: unknown;
  fn: unknown;
  getConfigs: unknown;
  specActions: unknown;
  specSelectors: { validationErrors(pathMethod: readonly unknown[]): readonly string[] };
  oas3Actions: unknown;
  oas3Selectors: unknown;
};

/** What a form control of a JSON Schema gets. */
export type ControlProps = {
  value?: unknown;
  onChange(value: unknown, key?: unknown): void;
  schema?: Node;
  errors?: { size: number; toJS(): unknown } | readonly unknown[];
  required?: boolean;
  disabled?: boolean;
  description?: string;
  keyName?: unknown;
};

export type ExecuteClass = new (
  props: Props,
) => {
  props: Props;
  onClick(): void;
  render(): ReactNode;
};

/** A request as swagger-client hands it to the interceptor, just before it is sent. */
export type SwaggerRequest = {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: unknown;
  loadSpec?: boolean;
  /** In the explorer: the addresses at which its operation can be called. */
  servers?: string[];
  userFetch?: (url: string, request: SwaggerRequest) => Promise<Response>;
};
