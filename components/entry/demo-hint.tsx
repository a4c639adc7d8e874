import { Callout } from '../ui/callout.tsx';

/** Where the demo's sign-in stands. */
export function DemoHint({ email }: { email: string }) {
  return (
    <Callout title="This portal has a demo account">
      Its address is <code className="break-all">{email}</code>. The password was printed where the
      portal was started.
    </Callout>
  );
}
