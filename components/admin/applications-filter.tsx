import { applicationStatuses } from '#lib/domain/applications/schemas.ts';
import { routes } from '#lib/routes.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/input.tsx';
import { Select } from '../ui/select.tsx';

type ApplicationsFilterProps = {
  status: string;
  q: string;
  counts: Readonly<Record<string, number>>;
};

/** Which applications are shown; a plain form, so the filter stands in the address. */
export function ApplicationsFilter({ status, q, counts }: ApplicationsFilterProps) {
  return (
    <form
      action={routes.adminApplications()}
      className="flex max-w-2xl flex-wrap items-center gap-2"
    >
      <Input
        type="search"
        name="q"
        aria-label="Company, contact or address"
        placeholder="Company, contact or address"
        defaultValue={q}
        className="min-w-48 flex-1"
      />
      <Select name="status" aria-label="State" defaultValue={status} className="w-auto!">
        <option value="">Every state</option>
        {applicationStatuses.map((one) => (
          <option key={one.status} value={one.status}>
            {one.label} ({counts[one.status] ?? 0})
          </option>
        ))}
      </Select>
      <Button type="submit">Filter</Button>
    </form>
  );
}
