'use client';
import { useActionState } from 'react';
import type { ManifestView } from '#lib/domain/versions/draft.ts';
import { routes } from '#lib/routes.ts';
import { counted } from '#lib/std/counted.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { FindingsList } from '../versions/findings-list.tsx';
import { SubmissionRefused, SubmitVersion, useSubmission } from '../versions/submit-version.tsx';
import { TextDifference } from '../versions/text-difference.tsx';
import { ManifestBar } from './manifest-bar.tsx';
import { SavedMeanwhile } from './saved-meanwhile.tsx';
import { useCodeEditor } from './use-code-editor.ts';
import { useManifest } from './use-manifest.ts';

/** Why nothing was saved, and what was sent. */
export type SaveState = {
  problem: string;
  source: string;
  format: 'yaml' | 'json';
  revision: number;
} | null;
type ManifestEditorProps = {
  app: AppId;
  manifest: ManifestView;
  canChange: boolean;
  /** Saves when there is no script. */
  action: (before: SaveState, form: FormData) => Promise<SaveState>;
};

/** The manifest as text, what the rules find in it, and how it differs from the version before. */
export function ManifestEditor({ app, manifest, canChange, action }: ManifestEditorProps) {
  const state = useManifest(app, manifest);
  const { text, setText, findings } = state;
  const editor = useCodeEditor({
    text,
    onChange: (source) => setText((before) => ({ ...before, source })),
    found: findings,
    isReadOnly: !canChange,
  });
  const [answer, act] = useActionState(action, null, routes.app(app, 'manifest'));
  const submission = useSubmission(app, state, manifest.draft);
  const errors = findings.findings.filter((one) => one.severity === 'error' && !one.waived).length;
  return (
    <div className="grid grid-cols-1 items-start gap-6 2xl:grid-cols-[minmax(0,1fr)_30rem]">
      <form
        action={act}
        className="grid min-w-0 grid-cols-1 gap-3"
        onKeyDown={(event) => {
          if (!(event.ctrlKey || event.metaKey) || event.key !== 's' || !canChange) return;
          event.preventDefault();
          void state.save();
        }}
      >
        <input type="hidden" name="app" value={app} />
        <input type="hidden" name="revision" value={state.saved.revision} />
        <input type="hidden" name="format" value={text.format} />
        <div role="alert" className="empty:hidden">
          {state.problem || answer ? (
            <Callout tone="bad">{state.problem ?? answer?.problem}</Callout>
          ) : null}
        </div>
        <SavedMeanwhile state={state} />
        <ManifestBar app={app} state={state} draft={manifest.draft} canChange={canChange} />
        <div
          ref={editor.box}
          className="overflow-hidden rounded-lg border border-line empty:hidden"
        />
        <Textarea
          name="source"
          aria-label="Manifest"
          rows={24}
          spellCheck={false}
          readOnly={!canChange}
          hidden={editor.isOpen}
          className="font-mono text-[0.8125rem]"
          value={text.source}
          onChange={({ target }) => setText((before) => ({ ...before, source: target.value }))}
        />
        {canChange ? (
          <noscript>
            <Button type="submit" variant="primary">
              Save and check
            </Button>
          </noscript>
        ) : null}
        {manifest.last ? (
          <Disclosure
            summary={`Difference to version ${manifest.last.number}`}
            open={text.source !== manifest.last.source}
          >
            <TextDifference
              before={manifest.last.source}
              after={text.source}
              label={`Difference to version ${manifest.last.number}`}
            />
          </Disclosure>
        ) : null}
      </form>
      <Card
        title={
          <span aria-live="polite">
            {findings.isFresh ? summary(errors, findings.findings.length - errors) : 'Checking…'}
          </span>
        }
        actions={canChange ? <SubmitVersion submission={submission} errors={errors} /> : null}
      >
        <SubmissionRefused submission={submission} />
        <FindingsList findings={findings.findings} onGoTo={editor.goTo} />
      </Card>
    </div>
  );
}

const summary = (errors: number, rest: number): string =>
  errors + rest === 0
    ? 'Ready to submit'
    : `${counted(errors, 'error')}, ${counted(rest, 'warning')}`;
