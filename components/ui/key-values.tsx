import type { ReactNode } from 'react';

type KeyValuesProps = { items: readonly { label: string; value: ReactNode }[] };

/** Facts about one thing, label beside value. */
export function KeyValues({ items }: KeyValuesProps) {
  return (
    <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
      {items.map((item) => (
        <div key={item.label} className="contents">
          <dt className="text-muted">{item.label}</dt>
          <dd className="min-w-0 max-sm:mb-2 break-words">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
