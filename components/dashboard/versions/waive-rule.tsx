'use client';
import { type FormEvent, useState } from 'react';
import { routes } from '#lib/routes.ts';
import type { VersionId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { PortalRefusal, portalFetch, refusalText } from '../portal-fetch.ts';
import { Refusal } from '../refusal.tsx';
import { reloadPage, usePortalAct } from '../use-portal-act.ts';

type WaiveRuleProps = { version: VersionId; rule: string; isWaived: boolean };

/** Lets the findings of a rule pass for the app, or counts them again. */
export function WaiveRule({ version, rule, isWaived }: WaiveRuleProps) {
  const url = routes.portalData('review', version);
  const { press, busy, problem: refused } = usePortalAct(url);
  const [problem, setProblem] = useState<string>();
  const waive = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = form.get('days') === '' ? null : Number(form.get('days'));
    try {
      const body = { action: 'waive', rule, reason: form.get('reason'), days };
      await portalFetch(url, { method: 'POST', body });
      reloadPage();
    } catch (error) {
      const field = error instanceof PortalRefusal ? error.fields?.reason : undefined;
      setProblem(field?.join(' ') ?? refusalText(error));
    }
  };
  if (isWaived) {
    const end = async () => {
      if (await press({ action: 'unwaive', rule })) reloadPage();
    };
    return (
      <div data-needs-js="">
        <Button
          size="sm"
          busy={busy}
          aria-label={`End the waiver of ${rule}`}
          onClick={() => void end()}
        >
          End the waiver
        </Button>
        <Refusal text={refused} />
      </div>
    );
  }
  return (
    <div data-needs-js="">
      <Dialog
        trigger={
          <Button size="sm" aria-label={`Waive ${rule}`}>
            Waive
          </Button>
        }
        title={`Waive ${rule}`}
        description="Its findings no longer stop versions of this app. The partner reads the reason."
      >
        <form className="grid gap-4" onSubmit={waive}>
          <Field label="Reason" required error={problem}>
            {(parts) => <Textarea {...parts} name="reason" rows={3} maxLength={500} required />}
          </Field>
          <Field label="For how long" required>
            {(parts) => (
              <Select {...parts} name="days" defaultValue="90">
                <option value="30">30 days</option>
                <option value="90">90 days</option>
                <option value="365">A year</option>
                <option value="">Until it is ended</option>
              </Select>
            )}
          </Field>
          <div className="flex justify-end">
            <Button type="submit" variant="primary">
              Waive
            </Button>
          </div>
        </form>
      </Dialog>
    </div>
  );
}
