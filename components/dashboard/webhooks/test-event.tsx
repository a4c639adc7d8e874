'use client';
import { useState } from 'react';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { PortalRefusal, portalFetch, refusalText } from '../portal-fetch.ts';

type TestEventProps = {
  app: AppId;
  endpointId: string;
  enabled: boolean;
  /** An example of each event's `data`. */
  examples: Readonly<Record<string, unknown>>;
};

const pretty = (value: unknown) => JSON.stringify(value, null, 2);

function parse(text: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
    return 'must be a JSON object';
  } catch (error) {
    return error instanceof Error ? error.message : 'is not JSON';
  }
}

function useTestEvent({ app, endpointId, examples }: TestEventProps) {
  const [type, setType] = useState('ping');
  const [text, setText] = useState(pretty(examples.ping ?? {}));
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const choose = (next: string) => {
    setType(next);
    setText(pretty(examples[next] ?? {}));
    setProblems([]);
  };
  const send = async () => {
    const data = parse(text);
    if (typeof data === 'string') return setProblems([data]);
    setBusy(true);
    try {
      const url = routes.appData(app, 'webhooks', endpointId);
      await portalFetch(url, { method: 'POST', body: { action: 'test', type, data } });
      window.location.assign(routes.deliveries(app, { endpoint: endpointId }));
    } catch (error) {
      const texts = error instanceof PortalRefusal ? error.fields?.data : undefined;
      setProblems(texts ?? [refusalText(error)]);
      setBusy(false);
    }
  };
  return { type, choose, text, setText, problems, busy, send };
}

/** Sends an event of one's own making to the endpoint; its data must fit the published schema. */
export function TestEvent(props: TestEventProps) {
  const form = useTestEvent(props);
  return (
    <Dialog
      trigger={
        <Button variant="primary" disabled={!props.enabled}>
          Send a test event
        </Button>
      }
      title="Send a test event"
      description="It is signed, sent and recorded like any other. Only this endpoint gets it."
      className="w-[min(44rem,calc(100vw-2rem))]"
      actions={
        <Button variant="primary" busy={form.busy} onClick={() => void form.send()}>
          Send
        </Button>
      }
    >
      <div className="mt-4 grid gap-4">
        <Field
          label="Event"
          required
          hint={
            <a className="text-accent hover:underline" href={routes.webhook('partners', form.type)}>
              The schema of {form.type}
            </a>
          }
        >
          {(parts) => (
            <Select
              {...parts}
              value={form.type}
              onChange={({ target }) => form.choose(target.value)}
            >
              {Object.keys(props.examples).map((event) => (
                <option key={event}>{event}</option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="data" required>
          {(parts) => (
            <Textarea
              {...parts}
              dir="auto"
              className="min-h-56 font-mono text-[0.8125rem]"
              spellCheck={false}
              value={form.text}
              onChange={({ target }) => form.setText(target.value)}
            />
          )}
        </Field>
        {form.problems.length > 0 ? (
          <Callout tone="bad" title="Not sent">
            <ul className="grid gap-1">
              {form.problems.map((problem) => (
                <li key={problem} className="font-mono text-[0.8125rem] break-words">
                  {problem}
                </li>
              ))}
            </ul>
          </Callout>
        ) : null}
      </div>
    </Dialog>
  );
}
