import { Callout } from '../../ui/callout.tsx';
import { CodeText } from '../../ui/code-text.tsx';

type TokenOnceProps = {
  token: string;
  /** Name of the variable in which programs of the guides expect it. */
  variable?: string;
  children?: string;
};

/** A token, the only time it is shown, and the line that takes it into a program's environment. */
export function TokenOnce(props: TokenOnceProps) {
  const { token, variable = 'OKTA_PARTNER_TOKEN', children } = props;
  return (
    <div className="grid grid-cols-1 gap-3">
      <Callout tone="warn" title="Copy the token now">
        {children ?? 'It is shown this once; the portal keeps only its hash.'}
      </Callout>
      <CodeText title="Token" code={token} wrap className="break-all" />
      <CodeText title=".env" code={`${variable}=${token}`} wrap className="break-all" />
    </div>
  );
}
