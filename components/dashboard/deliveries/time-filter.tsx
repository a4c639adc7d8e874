import { useId, useState } from 'react';
import { Input } from '../../ui/input.tsx';
import { Choice } from './choice.tsx';
import type { DeliveriesQuery } from './use-deliveries.ts';

const spans: readonly [value: string, label: string][] = [
  ['15m', 'Last 15 minutes'],
  ['1h', 'Last hour'],
  ['24h', 'Last 24 hours'],
  ['7d', 'Last 7 days'],
  ['30d', 'Last 30 days'],
];
const between = 'between';
const isSpan = (since: string | null) => spans.some(([value]) => value === since);

/** A moment of an address as the browser's field shows it, in the reader's own time. */
function toField(text: string | null): string {
  const at = text === null ? new Date(Number.NaN) : new Date(text);
  if (Number.isNaN(at.getTime())) return '';
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function fromField(text: string): string | null {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

type MomentProps = {
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
};

function Moment({ label, value, onChange }: MomentProps) {
  const id = useId();
  const [text, setText] = useState(toField(value));
  const [known, setKnown] = useState(value);
  // The address changed by itself: filters were cleared, or somebody went back.
  if (value !== known) {
    setKnown(value);
    if (value !== fromField(text)) setText(toField(value));
  }
  const change = (next: string) => {
    setText(next);
    onChange(fromField(next));
  };
  return (
    <div className="col-span-2 flex items-center gap-2 md:col-span-1">
      <label htmlFor={id} className="w-10 shrink-0 text-sm text-muted">
        {label}
      </label>
      <Input
        id={id}
        type="datetime-local"
        className="min-w-0"
        value={text}
        onChange={({ target }) => change(target.value)}
      />
    </div>
  );
}

type TimeFilterProps = {
  since: string | null;
  until: string | null;
  onChange: (changes: Partial<DeliveriesQuery>) => unknown;
};

/** The last hours or days, or from one moment to another. */
export function TimeFilter({ since, until, onChange }: TimeFilterProps) {
  const isRange = until !== null || (since !== null && !isSpan(since));
  const [opened, setOpened] = useState(false);
  const open = isRange || opened;
  return (
    <>
      <Choice
        label="Time"
        any="Any time"
        value={open ? between : since}
        onChange={(value) => {
          setOpened(value === between);
          onChange({ since: value === between ? null : value, until: null });
        }}
      >
        {spans.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
        <option value={between}>Between…</option>
      </Choice>
      {open ? (
        <>
          <Moment label="From" value={since} onChange={(at) => onChange({ since: at })} />
          <Moment label="To" value={until} onChange={(at) => onChange({ until: at })} />
        </>
      ) : null}
    </>
  );
}
