'use client';
import { useState } from 'react';
import { portalFetch, refusalText } from './portal-fetch.ts';

/**
 * Posts to one of the dashboard's JSON addresses. `act` rejects with the refusal, for dialogs, which show it; `press`
 * answers null then and keeps its text in `problem`, for what has its place beside a button.
 */
export function usePortalAct(url: string) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const act = async <T>(body: object = {}): Promise<T> => {
    setBusy(true);
    setProblem(null);
    try {
      return await portalFetch<T>(url, { method: 'POST', body });
    } finally {
      setBusy(false);
    }
  };
  const press = async <T>(body: object = {}): Promise<T | null> => {
    try {
      return await act<T>(body);
    } catch (error) {
      setProblem(refusalText(error));
      return null;
    }
  };
  return { act, press, busy, problem };
}

/** What the server rendered is older than what was just done. */
export const reloadPage = () => window.location.reload();
