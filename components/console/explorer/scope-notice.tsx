import { type ComponentType, createContext, useContext } from 'react';
import type { ConsoleCaller } from '#lib/domain/console/schemas.ts';
import { MissingScopes } from '../missing-scopes.tsx';
import type { Props } from '../swagger-types.ts';

/** Under which an operation carries the scopes it needs, in a form that swagger-ui shows no lock for. */
export const scopesField = 'x-portal-scopes';

/** As whom the explorer calls; null where its scopes are not known: guests, real hosts. */
export const ExplorerCaller = createContext<ConsoleCaller | null>(null);

type Listed = { toJS(): unknown };
const isListed = (value: unknown): value is Listed =>
  typeof value === 'object' && value !== null && 'toJS' in value;

/** The button that sends, with what the caller lacks above it. Until the operation is there, it has nothing to send. */
export const withScopeNotice = (Original: ComponentType<Props>) =>
  function ExecuteWithScopes(props: Props) {
    const caller = useContext(ExplorerCaller);
    const { operation } = props;
    const field = isOperation(operation) ? operation.get(scopesField) : null;
    const list = isListed(field) ? field.toJS() : [];
    const needed = Array.isArray(list) ? list.map(String) : [];
    return (
      <>
        {caller ? <MissingScopes caller={caller} needed={needed} /> : null}
        <Original {...props} {...(isLoading(operation) ? { disabled: true } : {})} />
      </>
    );
  };

const isOperation = (value: unknown): value is { get(name: string): unknown } =>
  typeof value === 'object' && value !== null && 'get' in value;

const isLoading = (operation: unknown): boolean =>
  typeof operation === 'object' &&
  operation !== null &&
  'size' in operation &&
  operation.size === 0;
