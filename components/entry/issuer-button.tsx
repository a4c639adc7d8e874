import { routes } from '#lib/routes.ts';
import { Button } from '../ui/button.tsx';

type IssuerButtonProps = { returnTo: string; name: string };

/** Sign-in through the identity provider; a plain form, so it works without a script. */
export function IssuerButton({ returnTo, name }: IssuerButtonProps) {
  return (
    <form method="post" action={routes.signInIssuer()} className="grid gap-4">
      <p className="flex items-center gap-3 text-xs text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      <input type="hidden" name="returnTo" value={returnTo} />
      <Button type="submit" size="lg" className="w-full">
        <span className="truncate">Continue with {name}</span>
      </Button>
    </form>
  );
}
