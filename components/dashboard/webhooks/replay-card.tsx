'use client';
import { useState } from 'react';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { portalFetch, refusalText } from '../portal-fetch.ts';

type ReplayCardProps = {
  app: AppId;
  endpointId: string;
  enabled: boolean;
  waiting: { failed: number; held: number };
};

const inWords = (count: number) => (count === 1 ? '1 delivery' : `${count} deliveries`);

/** Brings back what failed or was held for one endpoint. */
export function ReplayCard({ app, endpointId, enabled, waiting }: ReplayCardProps) {
  const [busy, setBusy] = useState(false);
  const total = waiting.failed + waiting.held;
  if (total === 0) return null;
  const replay = async () => {
    setBusy(true);
    try {
      const url = routes.appData(app, 'webhooks', endpointId);
      const body = { action: 'replay', statuses: ['failed', 'held'] };
      await portalFetch(url, { method: 'POST', body });
      window.location.assign(routes.deliveries(app, { endpoint: endpointId }));
    } catch (error) {
      toast.error(refusalText(error));
      setBusy(false);
    }
  };
  return (
    <Card title="Recovery">
      <p className="text-sm leading-6 text-muted">
        {waiting.failed > 0 ? `${inWords(waiting.failed)} failed. ` : ''}
        {waiting.held > 0 ? `${inWords(waiting.held)} held while it was disabled. ` : ''}
        {enabled ? 'They can be sent again.' : 'Enable the endpoint to send them.'}
      </p>
      <div className="mt-3" data-needs-js="">
        <ConfirmDialog
          trigger={
            <Button busy={busy} disabled={!enabled}>
              Replay {inWords(total)}
            </Button>
          }
          title={`Send ${inWords(total)} again?`}
          action="Replay"
          destructive={false}
          onConfirm={replay}
        >
          Each keeps its id, so a receiver that has processed one already can tell. At most four are
          sent at a time, and what has been delivered meanwhile is left out.
        </ConfirmDialog>
      </div>
    </Card>
  );
}
