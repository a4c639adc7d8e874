'use client';
import { Download, Upload } from 'lucide-react';
import { useRef } from 'react';
import type { ManifestView } from '#lib/domain/versions/draft.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Select } from '../../ui/select.tsx';
import type { Text, useManifest } from './use-manifest.ts';

type ManifestBarProps = {
  app: AppId;
  state: ReturnType<typeof useManifest>;
  draft: ManifestView['draft'];
  canChange: boolean;
};

const mostFileBytes = 262_144;

/** What can be done with the text as a whole: its format, upload, download, saving. */
export function ManifestBar({ app, state, draft, canChange }: ManifestBarProps) {
  const { text, setText, setProblem, saved, isDirty, busy, save } = state;
  const file = useRef<HTMLInputElement>(null);
  const upload = async () => {
    const chosen = file.current?.files?.[0];
    if (!chosen) return;
    if (chosen.size > mostFileBytes)
      setProblem(`${chosen.name} is too large: a manifest has at most 64 KiB.`);
    else setText(await textOf(chosen));
    if (file.current) file.current.value = '';
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p className="min-w-0 flex-1 basis-60 text-sm text-muted" aria-live="polite">
        <State isDirty={isDirty} revision={saved.revision} draft={draft} />
      </p>
      <span className="flex flex-wrap items-center gap-2" data-needs-js="">
        {canChange ? (
          <>
            <Select
              aria-label="Format"
              className="!w-24"
              value={text.format}
              onChange={async ({ target }) => {
                const next = await converted(text, target.value === 'json' ? 'json' : 'yaml');
                if (next) setText(next);
                else
                  setProblem(
                    'Mend the text first: it cannot be read, so it cannot be turned into the other format.',
                  );
              }}
            >
              <option value="yaml">YAML</option>
              <option value="json">JSON</option>
            </Select>
            <input
              ref={file}
              type="file"
              accept=".yaml,.yml,.json"
              className="sr-only"
              aria-label="Upload a manifest"
              tabIndex={-1}
              onChange={() => void upload()}
            />
            <Button onClick={() => file.current?.click()}>
              <Upload className="size-4" aria-hidden="true" /> Upload
            </Button>
          </>
        ) : null}
      </span>
      <LinkButton href={routes.manifestFile(app)} download>
        <Download className="size-4" aria-hidden="true" /> Download
      </LinkButton>
      {canChange ? (
        <Button
          data-needs-js=""
          variant="primary"
          busy={busy}
          disabled={!isDirty && saved.revision > 0}
          title="Ctrl S"
          onClick={() => void save()}
        >
          Save draft
        </Button>
      ) : null}
    </div>
  );
}

type StateProps = { isDirty: boolean; revision: number; draft: ManifestView['draft'] };

function State({ isDirty, revision, draft }: StateProps) {
  if (isDirty) return 'Not saved yet.';
  if (revision === 0) return 'No draft yet: this is where the next version begins.';
  if (!draft) return `Saved as revision ${revision}.`;
  return (
    <>
      Version {draft.number}, revision {revision}, saved by <bdi>{draft.savedBy}</bdi>{' '}
      <RelativeTime at={draft.savedAt} />.
    </>
  );
}

async function textOf(file: File): Promise<Text> {
  const source = await file.text();
  const isJson = /\.json$/i.test(file.name) || /^\s*\{/.test(source);
  return { source, format: isJson ? 'json' : 'yaml' };
}

/** The same manifest in the other notation; null: it cannot be read. JSON has no comments, so they go. */
async function converted({ source, format }: Text, next: Text['format']): Promise<Text | null> {
  if (format === next) return { source, format };
  const { diagnoseManifest } = await import('#lib/domain/manifest/schemas.ts');
  const isUnreadable = diagnoseManifest(source, format).some(
    ({ rule }) => rule === 'manifest-unreadable' || rule === 'duplicate-key',
  );
  if (isUnreadable) return null;
  const { parse, stringify } = await import('yaml');
  const data: unknown = parse(source, { maxAliasCount: 0 });
  const text =
    next === 'json' ? `${JSON.stringify(data, null, 2)}\n` : stringify(data, { lineWidth: 0 });
  return { source: text, format: next };
}
