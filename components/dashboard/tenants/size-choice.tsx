import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';

export type TenantSize = 'small' | 'large';

/** How big a school is filled. */
export function SizeChoice(props: { size: TenantSize; onChange: (size: TenantSize) => void }) {
  return (
    <Field label="Size" required hint="Large takes some seconds; its progress is shown.">
      {(parts) => (
        <Select
          {...parts}
          value={props.size}
          onChange={({ target }) => props.onChange(target.value === 'large' ? 'large' : 'small')}
        >
          <option value="small">Small: 300 students</option>
          <option value="large">Large: 20,000 students</option>
        </Select>
      )}
    </Field>
  );
}
