'use client';
import { useActionState } from 'react';
import { ApplicationBadge } from '#components/admin/application-badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { CodeText } from '#components/ui/code-text.tsx';
import { Field } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { approveAction, type DecisionState, declineAction, renewLinkAction } from './actions.ts';

type DecisionFormsProps = { id: string; status: string; canRenew: boolean; company: string };

/** What a reviewer may do now; plain forms, so they work without a script. */
export function DecisionForms({ id, status, canRenew, company }: DecisionFormsProps) {
  const [approved, approve, approving] = useActionState(approveAction, null);
  const [declined, decline, declining] = useActionState(declineAction, null);
  const [renewed, renew, renewing] = useActionState(renewLinkAction, null);
  const now = approved?.done ?? declined?.done ?? status;
  const isOpen = now === 'pending';
  return (
    <div className="grid grid-cols-1 gap-5">
      <div>
        <ApplicationBadge status={now} />
      </div>
      <Outcome state={approved} />
      <Outcome state={declined} />
      <Outcome state={renewed} />
      {isOpen ? (
        <>
          <form action={approve} className="grid gap-2">
            <input type="hidden" name="id" value={id} />
            <p className="text-sm text-muted">
              Makes the organization <bdi>{company}</bdi> with the contact as its owner.
            </p>
            <Button type="submit" variant="primary" busy={approving} className="justify-self-start">
              Approve
            </Button>
          </form>
          <form action={decline} className="grid gap-3 border-t border-line pt-5">
            <input type="hidden" name="id" value={id} />
            <Field label="Reason" required hint="The applicant reads it word by word.">
              {(parts) => (
                <Textarea
                  {...parts}
                  key={declined?.reason}
                  name="reason"
                  rows={3}
                  minLength={10}
                  maxLength={2000}
                  defaultValue={declined?.reason}
                  dir="auto"
                  required
                />
              )}
            </Field>
            <Button type="submit" variant="danger" busy={declining} className="justify-self-start">
              Decline
            </Button>
          </form>
        </>
      ) : null}
      {canRenew && !renewed?.done && !approved?.done ? (
        <form action={renew} className="grid gap-2">
          <input type="hidden" name="id" value={id} />
          <p className="text-sm text-muted">
            The owner has not chosen a password yet. A new link makes the one before worthless.
          </p>
          <Button type="submit" busy={renewing} className="justify-self-start">
            Make a new link
          </Button>
        </form>
      ) : null}
    </div>
  );
}

function Outcome({ state }: { state: DecisionState }) {
  return (
    <div role="status" className="grid grid-cols-1 gap-3 empty:hidden">
      {state?.problem ? <Callout tone="bad">{state.problem}</Callout> : null}
      {state?.done === 'declined' ? (
        <Callout tone="good">Declined. The applicant reads the reason on the status page.</Callout>
      ) : null}
      {state?.done === 'approved' ? <Approved mailed={state.mailed} link={state.link} /> : null}
    </div>
  );
}

function Approved({ mailed, link }: { mailed?: boolean; link?: string }) {
  if (!link) {
    return (
      <Callout tone="good" title="Approved">
        {mailed ? 'The owner is told by mail.' : 'The owner signs in with the account they have.'}
      </Callout>
    );
  }
  return (
    <>
      <Callout tone="warn" title="Hand this link over now">
        It is shown this once. The owner chooses a password by it; it works once, for 7 days.
      </Callout>
      <CodeText title="Link for the owner" code={link} wrap className="break-all" />
    </>
  );
}
