import { Card } from '../../ui/card.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';

type TenantFactsProps = {
  tenant: { id: number; timeZone: string; createdAt: Date };
  records: { students: number; guardians: number; employees: number; subjects: number };
};

/** What stands in a school. */
export function TenantFacts({ tenant, records }: TenantFactsProps) {
  const count = (number: number) => number.toLocaleString('en');
  return (
    <Card title="School">
      <KeyValues
        items={[
          { label: 'Tenant id', value: tenant.id },
          { label: 'Students', value: count(records.students) },
          { label: 'Guardians', value: count(records.guardians) },
          { label: 'Employees', value: count(records.employees) },
          { label: 'Subjects', value: count(records.subjects) },
          { label: 'Time zone', value: tenant.timeZone },
          { label: 'Made', value: <RelativeTime at={tenant.createdAt.toISOString()} /> },
        ]}
      />
    </Card>
  );
}
