'use client';
import type { ManifestView, SavedDraft } from '#lib/domain/versions/draft.ts';
import type { Submitted } from '#lib/domain/versions/submit-version.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { usePortalAct } from '../use-portal-act.ts';

type Saving = {
  isDirty: boolean;
  saved: { revision: number };
  save: () => Promise<SavedDraft | null>;
};
type SubmitVersionProps = {
  app: AppId;
  state: Saving;
  draft: ManifestView['draft'];
  errors: number;
};

/** Saves what is not saved, and submits the draft. */
export function SubmitVersion({ app, state, draft, errors }: SubmitVersionProps) {
  const { act, busy } = usePortalAct(routes.appData(app, 'versions'));
  const submit = async () => {
    const isSaved = !state.isDirty && state.saved.revision > 0 && draft;
    const made = isSaved
      ? { versionId: draft.versionId, revision: state.saved.revision }
      : await state.save();
    if (!made) return;
    const { versionId, revision } = made;
    const answer = await act<Submitted>({ action: 'submit', versionId, revision });
    if (answer?.outcome === 'in_review') window.location.assign(routes.app(app, 'versions'));
    if (answer?.outcome === 'refused') {
      toast.error('The scan refused the version. Mend the errors, and submit again.');
    }
  };
  return (
    <Button
      size="sm"
      variant={errors === 0 ? 'primary' : 'secondary'}
      busy={busy}
      data-needs-js=""
      onClick={() => void submit()}
    >
      Submit
    </Button>
  );
}
