'use client';
import { type FormEvent, useState } from 'react';
import { routes } from '#lib/routes.ts';
import type { VersionId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { PortalRefusal, portalFetch, refusalText } from '../portal-fetch.ts';
import { reloadPage, usePortalAct } from '../use-portal-act.ts';

/** Approve, or reject with what must change. */
export function ReviewDecision({ version }: { version: VersionId }) {
  const url = routes.portalData('review', version);
  const { act, busy } = usePortalAct(url);
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const reject = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = new FormData(event.currentTarget).get('reason');
    setSending(true);
    try {
      await portalFetch(url, { method: 'POST', body: { action: 'reject', reason } });
      reloadPage();
    } catch (error) {
      const field = error instanceof PortalRefusal ? error.fields?.reason : undefined;
      setProblem(field?.join(' ') ?? refusalText(error));
      setSending(false);
    }
  };
  return (
    <Card title="Decision">
      <div className="grid grid-cols-1 gap-5" data-needs-js="">
        <div className="flex flex-wrap items-center gap-3">
          <ConfirmDialog
            trigger={
              <Button variant="primary" busy={busy}>
                Approve
              </Button>
            }
            title="Approve this version?"
            action="Approve"
            destructive={false}
            onConfirm={async () => {
              await act({ action: 'approve' });
              reloadPage();
            }}
          >
            The partner is told and may publish it. Tenants can then install the app.
          </ConfirmDialog>
          <p className="text-sm text-muted">Or say what must change:</p>
        </div>
        <form className="grid max-w-2xl grid-cols-1 gap-3" onSubmit={reject}>
          <Field label="Reason" required error={problem} hint="The partner reads it word by word.">
            {(parts) => <Textarea {...parts} name="reason" rows={4} maxLength={1_000} required />}
          </Field>
          <div>
            <Button type="submit" variant="danger" busy={sending}>
              Reject
            </Button>
          </div>
        </form>
      </div>
    </Card>
  );
}
