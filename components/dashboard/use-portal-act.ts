'use client';
import { useState } from 'react';
import { toast } from '../ui/toast.tsx';
import { portalFetch, refusalText } from './portal-fetch.ts';

/** Posts to one of the dashboard's JSON addresses; a refusal becomes a toast and null. */
export function usePortalAct(url: string) {
  const [busy, setBusy] = useState(false);
  const act = async <T>(body: object = {}): Promise<T | null> => {
    setBusy(true);
    try {
      return await portalFetch<T>(url, { method: 'POST', body });
    } catch (error) {
      toast.error(refusalText(error));
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { act, busy };
}

/** What the server rendered is older than what was just done. */
export const reloadPage = () => window.location.reload();
