import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';

type AuditFilterProps = { actions: readonly string[]; action: string | undefined };

/** Which acts are shown; a plain form, so the filter stands in the address. */
export function AuditFilter({ actions, action }: AuditFilterProps) {
  return (
    <form action={routes.audit()} className="flex max-w-md items-center gap-2">
      <Select name="action" aria-label="What was done" defaultValue={action ?? ''}>
        <option value="">Everything</option>
        {actions.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
      <Button type="submit">Filter</Button>
    </form>
  );
}
