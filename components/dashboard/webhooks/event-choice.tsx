import { routes } from '#lib/routes.ts';
import { Checkbox } from '../../ui/checkbox.tsx';

type EventChoiceProps = {
  events: readonly string[];
  chosen: readonly string[];
  error?: string;
  onChange: (events: string[]) => void;
};

/** The events to subscribe to. */
export function EventChoice({ events, chosen, error, onChange }: EventChoiceProps) {
  const toggle = (event: string, on: boolean) =>
    onChange(on ? [...chosen, event] : chosen.filter((one) => one !== event));
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium">Events</legend>
      <div className="grid max-h-56 gap-x-4 overflow-y-auto rounded-md border border-line p-3 sm:grid-cols-2">
        {events.map((event) => (
          <Checkbox
            key={event}
            label={<span className="font-mono text-[0.8125rem] break-all">{event}</span>}
            checked={chosen.includes(event)}
            onChange={({ target }) => toggle(event, target.checked)}
          />
        ))}
      </div>
      <p className="text-[0.8125rem] text-muted">
        An installation receives an event when it holds the matching read scope.{' '}
        <a className="text-accent hover:underline" href={routes.api('partners')}>
          Every event with its schema
        </a>
      </p>
      {error ? <p className="text-[0.8125rem] text-bad">{error}</p> : null}
    </fieldset>
  );
}
