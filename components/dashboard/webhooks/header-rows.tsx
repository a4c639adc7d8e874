import { Plus, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';

/** A row of the form; `kept`: it is stored as a secret, and an empty value leaves it as it is. */
export type HeaderRow = { key: number; name: string; value: string; kept: boolean };

type HeaderRowsProps = {
  rows: readonly HeaderRow[];
  error?: string;
  onChange: (rows: HeaderRow[]) => void;
};

const mostHeaders = 10;
const mono = 'font-mono text-[0.8125rem]';

type RowProps = {
  row: HeaderRow;
  place: number;
  onChange: (row: HeaderRow) => void;
  onRemove: () => void;
};

function OneHeader({ row, place, onChange, onRemove }: RowProps) {
  return (
    <li className="flex items-center gap-2">
      <div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-2">
        <Input
          aria-label={`Name of header ${place}`}
          className={mono}
          placeholder="X-Environment"
          autoComplete="off"
          spellCheck={false}
          value={row.name}
          onChange={({ target }) => onChange({ ...row, name: target.value, kept: false })}
        />
        <Input
          aria-label={`Value of header ${place}`}
          className={mono}
          placeholder={row.kept ? 'Stored. Type to replace it' : 'staging'}
          autoComplete="off"
          spellCheck={false}
          value={row.value}
          onChange={({ target }) => onChange({ ...row, value: target.value })}
        />
      </div>
      <Button variant="ghost" size="sm" aria-label={`Remove header ${place}`} onClick={onRemove}>
        <X className="size-4" aria-hidden="true" />
      </Button>
    </li>
  );
}

/** Headers that go with every attempt. */
export function HeaderRows({ rows, error, onChange }: HeaderRowsProps) {
  const add = () => {
    const key = 1 + Math.max(0, ...rows.map((row) => row.key));
    onChange([...rows, { key, name: '', value: '', kept: false }]);
  };
  return (
    <fieldset className="grid grid-cols-1 gap-2">
      <legend className="mb-1 text-sm font-medium">
        Custom headers <span className="font-normal text-faint">(optional)</span>
      </legend>
      {rows.length > 0 ? (
        <ul className="grid gap-2">
          {rows.map((row, index) => (
            <OneHeader
              key={row.key}
              row={row}
              place={index + 1}
              onChange={(next) => onChange(rows.map((one) => (one.key === row.key ? next : one)))}
              onRemove={() => onChange(rows.filter((one) => one.key !== row.key))}
            />
          ))}
        </ul>
      ) : null}
      <p className="text-[0.8125rem] text-muted">
        Sent with every attempt. What looks like a credential, such as Authorization, is encrypted
        and never shown again.
      </p>
      {error ? <p className="text-[0.8125rem] text-bad">{error}</p> : null}
      {rows.length < mostHeaders ? (
        <div>
          <Button size="sm" onClick={add}>
            <Plus className="size-4" aria-hidden="true" /> Add a header
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
