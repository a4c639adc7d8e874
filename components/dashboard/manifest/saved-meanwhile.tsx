'use client';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextDifference } from '../versions/text-difference.tsx';
import type { useManifest } from './use-manifest.ts';

/** Somebody else saved the draft while it is open here. */
export function SavedMeanwhile({ state }: { state: ReturnType<typeof useManifest> }) {
  const { theirs, text, isDirty, busy, save, take } = state;
  if (!theirs?.draft) return null;
  return (
    <div role="alert">
      <Callout
        tone="warn"
        title={`${theirs.draft.savedBy} saved revision ${theirs.revision}`}
        actions={
          <>
            <Button size="sm" onClick={() => take(theirs)}>
              {isDirty ? 'Take theirs, drop mine' : 'Load it'}
            </Button>
            {isDirty ? (
              <Button size="sm" busy={busy} onClick={() => void save(theirs.revision)}>
                Save mine over it
              </Button>
            ) : null}
          </>
        }
      >
        <RelativeTime at={theirs.draft.savedAt} />. {isDirty ? 'What you would change of it:' : ''}
        {isDirty ? (
          <TextDifference before={theirs.source} after={text.source} label="Theirs and mine" />
        ) : null}
      </Callout>
    </div>
  );
}
