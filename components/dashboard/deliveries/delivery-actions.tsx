'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import type { DeliveryView } from '#lib/domain/deliveries/schemas.ts';
import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { portalFetch, refusalText } from '../portal-fetch.ts';
import { Refusal } from '../refusal.tsx';
import { useSingle } from '../use-single.ts';

/** Resend now, and cancel what still waits. */
export function DeliveryActions({ delivery }: { delivery: DeliveryView }) {
  const client = useQueryClient();
  const url = routes.appData(delivery.appId, 'deliveries', delivery.id);
  const act = useMutation({
    mutationFn: (action: 'resend' | 'cancel') =>
      portalFetch<DeliveryView>(url, { method: 'POST', body: { action } }),
    onSuccess: (view, action) => {
      client.setQueryData(['delivery', delivery.id], view);
      toast.success(action === 'resend' ? 'Sending it now' : 'No further attempt will be made');
    },
  });
  const once = useSingle(act.mutateAsync);
  const waits = ['pending', 'retrying', 'held'].includes(delivery.status);
  // Cancelling is asked about in a dialog, which says itself why it did not work.
  const problem = act.error && act.variables === 'resend' ? refusalText(act.error) : null;
  return (
    <div className="flex flex-wrap items-center gap-2" data-needs-js="">
      <Refusal text={problem} />
      {waits ? (
        <ConfirmDialog
          trigger={<Button>Cancel retries</Button>}
          title="Cancel the remaining attempts?"
          action="Cancel retries"
          onConfirm={() => once('cancel')}
        >
          The delivery is marked as failed and your receiver gets nothing more for it. You can still
          resend it later.
        </ConfirmDialog>
      ) : null}
      <Button
        variant="primary"
        busy={act.isPending || delivery.status === 'sending'}
        onClick={() => void once('resend').catch(() => undefined)}
      >
        <RotateCw className="size-4" aria-hidden="true" />
        Resend now
      </Button>
    </div>
  );
}
