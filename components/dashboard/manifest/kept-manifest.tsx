'use client';
import { useActionState } from 'react';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import type { SaveState } from './manifest-editor.tsx';

type KeptManifestProps = {
  app: AppId;
  action: (before: SaveState, form: FormData) => Promise<SaveState>;
};

/** The manifest that somebody sent, without a script, after their session had ended: to be sent again. */
export function KeptManifest({ app, action }: KeptManifestProps) {
  // The same address as the editor's: it ties the answer to this form instead.
  const [state, act] = useActionState(action, null, routes.app(app, 'manifest'));
  return (
    <form action={act} className="grid grid-cols-1 gap-3">
      <input type="hidden" name="app" value={app} />
      <input type="hidden" name="revision" value={state?.revision ?? 0} />
      <input type="hidden" name="format" value={state?.format ?? 'yaml'} />
      {state ? <Callout tone="bad">{state.problem}</Callout> : null}
      <Textarea
        name="source"
        aria-label="Manifest"
        rows={24}
        spellCheck={false}
        className="font-mono text-[0.8125rem]"
        defaultValue={state?.source}
      />
      <div>
        <Button type="submit" variant="primary">
          Save and check
        </Button>
      </div>
    </form>
  );
}
