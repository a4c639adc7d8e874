'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { offeredSpeeds, type ReplayAsk, type ReplayPreview } from '#lib/domain/replays/schemas.ts';
import { routes } from '#lib/routes.ts';
import { counted } from '#lib/std/counted.ts';
import { type AppId, newId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { portalFetch, refusalText } from '../portal-fetch.ts';
import { Refusal } from '../refusal.tsx';
import { useSingle } from '../use-single.ts';

type Choices = {
  endpoints: readonly { id: string; url: string }[];
  events: readonly string[];
};
type ReplayDialogProps = {
  app: AppId;
  trigger: ReactElement;
  /** What is chosen when it opens. With `ids`, only how fast is asked. */
  initial: ReplayAsk;
  choices: Choices | null;
  onStarted: () => void;
};

const whats: readonly [ReplayAsk['what'], string][] = [
  ['failed_and_held', 'Failed and held'],
  ['failed', 'Failed'],
  ['held', 'Held while disabled'],
  ['all', 'All, delivered ones too'],
];
const spans: readonly [string, string][] = [
  ['1h', 'The last hour'],
  ['24h', 'The last 24 hours'],
  ['7d', 'The last 7 days'],
  ['30d', 'The last 30 days'],
];

/** Chooses what to send again, says how many that are, and begins. */
export function ReplayDialog({ app, trigger, initial, choices, onStarted }: ReplayDialogProps) {
  const [open, setOpen] = useState(false);
  const [ask, setAsk] = useState(initial);
  // Chosen here and sent along: pressing twice starts one replay.
  const [jobId, setJobId] = useState(() => newId('job'));
  const client = useQueryClient();
  const url = routes.appData(app, 'replays');
  const toggle = (next: boolean) => {
    if (next) {
      setAsk(initial);
      setJobId(newId('job'));
      start.reset();
    }
    setOpen(next);
  };
  const preview = useQuery({
    queryKey: ['replay-preview', app, ask],
    queryFn: ({ signal }) =>
      portalFetch<ReplayPreview>(url, { method: 'POST', body: { ...ask, preview: true }, signal }),
    enabled: open,
  });
  const start = useMutation({
    mutationFn: () => portalFetch(url, { method: 'POST', body: { ...ask, jobId } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['replays', app] });
      setOpen(false);
      onStarted();
    },
  });
  const once = useSingle(start.mutateAsync);
  return (
    <Dialog
      open={open}
      onOpenChange={toggle}
      trigger={trigger}
      title="Replay deliveries"
      description="Each is sent again under its own id, so a receiver that has processed one already can tell."
      actions={
        <Button
          variant="primary"
          busy={start.isPending}
          disabled={!preview.data?.total}
          // Why it did not begin stands in the dialog.
          onClick={() => void once().catch(() => undefined)}
        >
          Replay {preview.data ? counted(preview.data.total, 'delivery', 'deliveries') : ''}
        </Button>
      }
    >
      <div className="mt-4 grid gap-4">
        {choices ? <Selection ask={ask} choices={choices} onChange={setAsk} /> : null}
        <Speed ask={ask} onChange={setAsk} />
        <Count preview={preview.data} error={preview.error} />
        <Refusal text={start.error && refusalText(start.error)} />
      </div>
    </Dialog>
  );
}

type PartProps = { ask: ReplayAsk; onChange: (ask: ReplayAsk) => void };

function Selection({ ask, choices, onChange }: PartProps & { choices: Choices }) {
  const setWhat = (text: string) => {
    const what = whats.find(([value]) => value === text)?.[0] ?? 'failed';
    onChange({ ...ask, what, since: what === 'all' ? (ask.since ?? '24h') : ask.since });
  };
  const pick = (name: 'since' | 'endpointId' | 'eventType', value: string) =>
    onChange({ ...ask, [name]: value || undefined });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Which" required>
        {(parts) => (
          <Select {...parts} value={ask.what} onChange={({ target }) => setWhat(target.value)}>
            {whats.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Since" required>
        {(parts) => (
          <Select
            {...parts}
            value={ask.since ?? ''}
            onChange={({ target }) => pick('since', target.value)}
          >
            {ask.what === 'all' ? null : <option value="">Any time</option>}
            {spans.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Endpoint" required>
        {(parts) => (
          <Select
            {...parts}
            value={ask.endpointId ?? ''}
            onChange={({ target }) => pick('endpointId', target.value)}
          >
            <option value="">All endpoints that are enabled</option>
            {choices.endpoints.map(({ id, url }) => (
              <option key={id} value={id}>
                {url}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Event" required>
        {(parts) => (
          <Select
            {...parts}
            value={ask.eventType ?? ''}
            onChange={({ target }) => pick('eventType', target.value)}
          >
            <option value="">All events</option>
            {choices.events.map((event) => (
              <option key={event}>{event}</option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}

function Speed({ ask, onChange }: PartProps) {
  return (
    <Field label="How fast" required hint="Your receiver gets new events beside these.">
      {(parts) => (
        <Select
          {...parts}
          value={ask.perSecond ?? 10}
          onChange={({ target }) => onChange({ ...ask, perSecond: Number(target.value) })}
        >
          {offeredSpeeds.map((speed) => (
            <option key={speed} value={speed}>
              {speed} a second
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function Count({ preview, error }: { preview: ReplayPreview | undefined; error: Error | null }) {
  if (error) return <Callout tone="bad">{refusalText(error)}</Callout>;
  if (!preview) return <p className="text-sm text-muted">Counting…</p>;
  if (preview.total === 0) {
    return <Callout>Nothing of that kind is there. Choose another kind or a longer time.</Callout>;
  }
  const parts = [
    preview.failed > 0 ? `${preview.failed} failed` : '',
    preview.held > 0 ? `${preview.held} held` : '',
    preview.delivered > 0 ? `${preview.delivered} delivered before` : '',
  ].filter(Boolean);
  return (
    <Callout
      tone={preview.delivered > 0 ? 'warn' : 'info'}
      title={counted(preview.total, 'delivery', 'deliveries')}
    >
      {parts.join(', ')}. What succeeds before its turn is skipped.
    </Callout>
  );
}
