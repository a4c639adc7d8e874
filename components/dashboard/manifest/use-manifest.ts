'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ManifestFormat } from '#lib/domain/manifest/schemas.ts';
import type { JudgedFinding } from '#lib/domain/policy/finding.ts';
import type { ManifestView, SavedDraft } from '#lib/domain/versions/draft.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { PortalRefusal, portalFetch, refusalText } from '../portal-fetch.ts';

const checkAfterMs = 700;
const lookEveryMs = 15_000;

export type Text = { source: string; format: ManifestFormat };

/** The text that is edited, what is saved of it, what the rules find, and what others did meanwhile. */
export function useManifest(app: AppId, first: ManifestView) {
  const url = routes.appData(app, 'manifest');
  const [text, setText] = useState<Text>({ source: first.source, format: first.format });
  const [saved, setSaved] = useState<Text & { revision: number }>({
    source: first.source,
    format: first.format,
    revision: first.revision,
  });
  const [theirs, setTheirs] = useState<ManifestView | null>(null);
  const [busy, setBusy] = useState(false);
  /** Why what was asked of the text was not done; it stands over the text. */
  const [problem, setProblem] = useState<string | null>(null);
  const isDirty = text.source !== saved.source || text.format !== saved.format;
  const findings = useFindings(url, text, first.findings);

  const look = useCallback(async () => {
    const now = await portalFetch<ManifestView>(url).catch(() => null);
    setTheirs(now && now.revision > saved.revision ? now : null);
    return now;
  }, [url, saved.revision]);
  useEffect(() => {
    const timer = setInterval(() => void (document.hidden || look()), lookEveryMs);
    window.addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
    };
  }, [look]);
  useLeaveGuard(isDirty);

  /** Saves over revision `over`, or over the one that was loaded. */
  const save = async (over = saved.revision): Promise<SavedDraft | null> => {
    setBusy(true);
    setProblem(null);
    try {
      const body = { action: 'save', ...text, revision: over };
      const made = await portalFetch<SavedDraft>(url, { method: 'POST', body });
      setSaved({ ...text, revision: made.revision });
      setTheirs(null);
      return made;
    } catch (error) {
      if (error instanceof PortalRefusal && error.code === 'conflict') await look();
      setProblem(refusalText(error));
      return null;
    } finally {
      setBusy(false);
    }
  };
  const take = ({ source, format, revision }: ManifestView) => {
    setText({ source, format });
    setSaved({ source, format, revision });
    setTheirs(null);
    setProblem(null);
  };
  const change = (next: Text | ((before: Text) => Text)) => {
    setProblem(null);
    setText(next);
  };
  return {
    text,
    setText: change,
    saved,
    isDirty,
    busy,
    problem,
    setProblem,
    save,
    theirs,
    take,
    findings,
  };
}

/** What the rules find: the form at once in the browser, the rest from the server when typing pauses. */
function useFindings(url: string, text: Text, first: JudgedFinding[]) {
  const [found, setFound] = useState<{ findings: JudgedFinding[]; isFresh: boolean }>({
    findings: first,
    isFresh: true,
  });
  const checked = useRef(text);
  useEffect(() => {
    if (checked.current === text) return;
    checked.current = text;
    const controller = new AbortController();
    setFound(({ findings }) => ({ findings, isFresh: false }));
    const timer = setTimeout(async () => {
      const body = { action: 'check', ...text };
      const { signal } = controller;
      const answer = await portalFetch<{ findings: JudgedFinding[] }>(url, {
        method: 'POST',
        body,
        signal,
      }).catch(() => null);
      if (answer && !signal.aborted) setFound({ findings: answer.findings, isFresh: true });
    }, checkAfterMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [url, text]);
  return found;
}

function useLeaveGuard(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isDirty]);
}
