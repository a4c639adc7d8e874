'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { routes } from '#lib/routes.ts';
import { counted } from '#lib/std/counted.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { LiveProvider } from '../live-provider.tsx';
import { portalFetch } from '../portal-fetch.ts';
import { ReplayDialog } from './replay-dialog.tsx';
import { ReplayJobs } from './replay-jobs.tsx';

type Waiting = { failed: number; held: number };
type RecoveryCardProps = {
  app: AppId;
  endpoint: { id: string; url: string };
  enabled: boolean;
  events: readonly string[];
  waiting: Waiting;
  /** Viewers only look. */
  mayChange: boolean;
};

const everyMs = 4000;

/** Offers what failed or was held for one endpoint, and shows its replays. */
export function RecoveryCard(props: RecoveryCardProps) {
  return (
    <LiveProvider>
      <Recovery {...props} />
    </LiveProvider>
  );
}

/** What can be replayed now: a replay, or the receiver itself, makes it less while the page stands open. */
function useWaiting({ app, endpoint, waiting }: RecoveryCardProps): Waiting {
  const body = { what: 'failed_and_held', endpointId: endpoint.id, preview: true };
  const { data } = useQuery({
    queryKey: ['waiting', app, endpoint.id],
    queryFn: ({ signal }) =>
      portalFetch<Waiting>(routes.appData(app, 'replays'), { method: 'POST', body, signal }),
    initialData: waiting,
    refetchInterval: ({ state }) =>
      (state.data?.failed ?? 0) + (state.data?.held ?? 0) > 0 ? everyMs : false,
  });
  return data;
}

function Recovery(props: RecoveryCardProps) {
  const { app, endpoint, enabled, events, mayChange } = props;
  const waiting = useWaiting(props);
  const [started, setStarted] = useState(false);
  const total = waiting.failed + waiting.held;
  const kind = waiting.held > 0 && waiting.failed === 0 ? 'held' : 'failed_and_held';
  return (
    <Card title="Recovery">
      <p className="text-sm leading-6 text-muted">
        {waiting.failed > 0 ? `${counted(waiting.failed, 'delivery', 'deliveries')} failed. ` : ''}
        {waiting.held > 0
          ? `${counted(waiting.held, 'delivery', 'deliveries')} held while it was disabled. `
          : ''}
        {total === 0 ? 'Nothing failed and nothing is held. ' : ''}
        {enabled ? '' : 'Enable the endpoint to send them.'}
        {enabled && total > 0 && !started ? 'It works again? Then send them now.' : ''}
      </p>
      <div className="mt-3 grid grid-cols-1 gap-3">
        {mayChange ? (
          <span data-needs-js="">
            <ReplayDialog
              app={app}
              trigger={
                <Button
                  variant={total > 0 && enabled && !started ? 'primary' : 'secondary'}
                  disabled={!enabled}
                >
                  {total > 0 ? `Replay ${counted(total, 'delivery', 'deliveries')}` : 'Replay…'}
                </Button>
              }
              initial={
                total > 0
                  ? { what: kind, endpointId: endpoint.id }
                  : { what: 'all', since: '24h', endpointId: endpoint.id }
              }
              choices={{ endpoints: [endpoint], events }}
              onStarted={() => setStarted(true)}
            />
          </span>
        ) : null}
        <ReplayJobs app={app} endpointId={endpoint.id} mayChange={mayChange} />
      </div>
    </Card>
  );
}
