import type { EventGuide } from '#lib/domain/webhooks/event-guide.ts';
import { routes } from '#lib/routes.ts';
import { BodyText } from '../../ui/body-text.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';

type EventChoiceProps = {
  events: readonly EventGuide[];
  chosen: readonly string[];
  error?: string;
  onChange: (events: string[]) => void;
};

function Guide({ event }: { event: EventGuide }) {
  return (
    <div className="grid grid-cols-1 gap-3 pb-2">
      <ul className="grid gap-1 text-[0.8125rem] leading-5">
        {event.fields.map((field) => (
          <li key={field.path} className="min-w-0 break-words">
            <code className="font-mono">{field.path}</code>{' '}
            <span className="text-muted">
              {field.type}
              {field.required ? '' : ', optional'}
            </span>
            {field.description ? <span className="text-muted">. {field.description}</span> : null}
          </li>
        ))}
      </ul>
      <BodyText title="Example" text={event.example} actions={null} />
      <a
        className="text-[0.8125rem] text-accent hover:underline"
        href={routes.webhook('partners', event.name)}
      >
        {event.name} in the reference
      </a>
    </div>
  );
}

type OneProps = { event: EventGuide; checked: boolean; onToggle: (on: boolean) => void };

function OneEvent({ event, checked, onToggle }: OneProps) {
  return (
    <li className="min-w-0 px-3 py-2">
      <Checkbox
        label={<span className="font-mono text-[0.8125rem] break-all">{event.name}</span>}
        hint={event.scope ? `${event.summary}. Needs ${event.scope}.` : `${event.summary}.`}
        checked={checked}
        onChange={({ target }) => onToggle(target.checked)}
      />
      <Disclosure
        className="ml-6.5"
        summary={
          <span className="text-[0.8125rem] font-normal text-muted">
            Schema and example<span className="sr-only"> of {event.name}</span>
          </span>
        }
      >
        <Guide event={event} />
      </Disclosure>
    </li>
  );
}

/** The events to subscribe to, each with what it means, its fields and an example. */
export function EventChoice({ events, chosen, error, onChange }: EventChoiceProps) {
  const toggle = (event: string, on: boolean) =>
    onChange(on ? [...chosen, event] : chosen.filter((one) => one !== event));
  return (
    <fieldset className="grid grid-cols-1 gap-1.5" aria-invalid={error ? true : undefined}>
      <legend className="mb-1 text-sm font-medium">
        Events <span className="font-normal text-faint">({chosen.length} chosen)</span>
      </legend>
      <ul className="relative max-h-72 divide-y divide-line overflow-y-auto rounded-md border border-line">
        {events.map((event) => (
          <OneEvent
            key={event.name}
            event={event}
            checked={chosen.includes(event.name)}
            onToggle={(on) => toggle(event.name, on)}
          />
        ))}
      </ul>
      {error ? <p className="text-[0.8125rem] text-bad">{error}</p> : null}
    </fieldset>
  );
}
