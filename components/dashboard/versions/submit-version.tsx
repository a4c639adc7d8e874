'use client';
import { useState } from 'react';
import type { ManifestView, SavedDraft } from '#lib/domain/versions/draft.ts';
import type { Submitted } from '#lib/domain/versions/submit-version.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { usePortalAct } from '../use-portal-act.ts';

type Saving = {
  text: { source: string };
  isDirty: boolean;
  saved: { revision: number };
  problem: string | null;
  save: () => Promise<SavedDraft | null>;
};

/** Saves what is not saved, and submits the draft; knows the text that the scan refused last. */
export function useSubmission(app: AppId, state: Saving, draft: ManifestView['draft']) {
  const { press, busy, problem } = usePortalAct(routes.appData(app, 'versions'));
  const [refused, setRefused] = useState<string | null>(null);
  const [isUnsaved, setUnsaved] = useState(false);
  const submit = async () => {
    const { source } = state.text;
    setRefused(null);
    const isSaved = !state.isDirty && state.saved.revision > 0 && draft;
    const made = isSaved
      ? { versionId: draft.versionId, revision: state.saved.revision }
      : await state.save();
    setUnsaved(made === null);
    if (!made) return;
    const { versionId, revision } = made;
    const answer = await press<Submitted>({ action: 'submit', versionId, revision });
    if (answer?.outcome === 'in_review') window.location.assign(routes.app(app, 'versions'));
    if (answer?.outcome === 'refused') setRefused(source);
  };
  return {
    submit,
    busy,
    isRefused: refused === state.text.source,
    problem: isUnsaved ? state.problem : problem,
  };
}

type Submission = ReturnType<typeof useSubmission>;

/** Submits the draft; says so when the rules still find errors. */
export function SubmitVersion({ submission, errors }: { submission: Submission; errors: number }) {
  return (
    <Button
      size="sm"
      variant={errors === 0 ? 'primary' : 'secondary'}
      busy={submission.busy}
      data-needs-js=""
      onClick={() => void submission.submit()}
    >
      Submit
    </Button>
  );
}

/** Why it was not submitted stands beside the findings; the scan's refusal until the text is another one. */
export function SubmissionRefused({ submission }: { submission: Submission }) {
  const { isRefused, problem } = submission;
  const text = isRefused
    ? 'The scan refused the version. Mend the errors, and submit again.'
    : problem;
  return (
    <div role="alert" className="not-empty:mb-4">
      {text ? <Callout tone="bad">{text}</Callout> : null}
    </div>
  );
}
