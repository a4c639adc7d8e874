'use client';
import type { FormEvent, ReactNode } from 'react';
import type { EventGuide } from '#lib/domain/webhooks/event-guide.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { EventChoice } from './event-choice.tsx';
import { HeaderRows } from './header-rows.tsx';
import type { EndpointFormState } from './use-endpoint-form.ts';

type EndpointFormProps = {
  form: EndpointFormState;
  events: readonly EventGuide[];
  /** Beside the address: where to get one. */
  urlHint?: ReactNode;
  action: string;
};

function Limits({ form }: { form: EndpointFormState }) {
  const { values, set, fields } = form;
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      <Field
        label="Environment"
        required
        error={fields.environment?.join(' ')}
        hint={
          values.environment === 'production'
            ? 'The sandbox sends it your test events only.'
            : 'Gets what happens in your test tenants.'
        }
      >
        {(parts) => (
          <Select
            {...parts}
            value={values.environment}
            onChange={({ target }) =>
              set({ environment: target.value === 'production' ? 'production' : 'sandbox' })
            }
          >
            <option value="sandbox">Sandbox</option>
            <option value="production">Production</option>
          </Select>
        )}
      </Field>
      <Field
        label="Rate cap, deliveries per second"
        error={fields.ratePerSecond?.join(' ')}
        hint="1 to 1000; what comes above it waits. Empty: no cap."
      >
        {(parts) => (
          <Input
            {...parts}
            type="number"
            inputMode="numeric"
            min={1}
            max={1000}
            step={1}
            value={values.rate}
            onChange={({ target }) => set({ rate: target.value })}
          />
        )}
      </Field>
    </div>
  );
}

/** Everything about an endpoint but its secret: one form for adding and for editing. */
export function EndpointForm({ form, events, urlHint, action }: EndpointFormProps) {
  const { values, set, fields } = form;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.submit();
  };
  return (
    <form className="grid grid-cols-1 gap-4" onSubmit={submit} noValidate>
      <Field label="Endpoint URL" required error={fields.url?.join(' ')} hint={urlHint}>
        {(parts) => (
          <Input
            {...parts}
            type="url"
            required
            placeholder="https://hooks.example.com/okta"
            value={values.url}
            onChange={({ target }) => set({ url: target.value })}
          />
        )}
      </Field>
      <Field label="Description" error={fields.description?.join(' ')}>
        {(parts) => (
          <Input
            {...parts}
            maxLength={200}
            value={values.description}
            onChange={({ target }) => set({ description: target.value })}
          />
        )}
      </Field>
      <EventChoice
        events={events}
        chosen={values.events}
        error={fields.events?.join(' ')}
        onChange={(chosen) => set({ events: chosen })}
      />
      <HeaderRows
        rows={values.headers}
        error={form.headersError}
        onChange={(headers) => set({ headers })}
      />
      <Limits form={form} />
      <Checkbox
        label="Enabled"
        hint="While it is disabled, its events are kept as “held” and can be replayed."
        checked={values.enabled}
        onChange={({ target }) => set({ enabled: target.checked })}
      />
      {form.problem ? <Callout tone="bad">{form.problem}</Callout> : null}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={form.busy}>
          {action}
        </Button>
      </div>
    </form>
  );
}
