'use client';
import { useState } from 'react';
import { counted } from '#lib/std/counted.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { LiveProvider } from '../live-provider.tsx';
import { ReplayDialog } from './replay-dialog.tsx';
import { ReplayJobs } from './replay-jobs.tsx';

type RecoveryCardProps = {
  app: AppId;
  endpoint: { id: string; url: string };
  enabled: boolean;
  events: readonly string[];
  waiting: { failed: number; held: number };
};

/** Offers what failed or was held for one endpoint, and shows its replays. */
export function RecoveryCard({ app, endpoint, enabled, events, waiting }: RecoveryCardProps) {
  const [started, setStarted] = useState(false);
  const total = waiting.failed + waiting.held;
  const kind = waiting.held > 0 && waiting.failed === 0 ? 'held' : 'failed_and_held';
  return (
    <LiveProvider>
      <Card title="Recovery">
        <p className="text-sm leading-6 text-muted">
          {waiting.failed > 0
            ? `${counted(waiting.failed, 'delivery', 'deliveries')} failed. `
            : ''}
          {waiting.held > 0
            ? `${counted(waiting.held, 'delivery', 'deliveries')} held while it was disabled. `
            : ''}
          {total === 0 ? 'Nothing failed and nothing is held. ' : ''}
          {enabled ? '' : 'Enable the endpoint to send them.'}
          {enabled && total > 0 && !started ? 'It works again? Then send them now.' : ''}
        </p>
        <div className="mt-3 grid grid-cols-1 gap-3">
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
          <ReplayJobs app={app} endpointId={endpoint.id} />
        </div>
      </Card>
    </LiveProvider>
  );
}
