'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TokenView } from '#lib/domain/tokens/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { toast } from '../../ui/toast.tsx';
import { portalFetch, refusalText } from '../portal-fetch.ts';
import { useConfirmation } from '../use-confirmation.tsx';

const everyMs = 2500;
type List = { tokens: TokenView[] };

/** The tokens of an app, with the use of each as it happens. */
export function useTokens(
  app: AppId,
  first: TokenView[],
): { tokens: TokenView[]; error: Error | null } {
  const { data, error } = useQuery({
    queryKey: ['tokens', app],
    queryFn: ({ signal }) => portalFetch<List>(routes.appData(app, 'tokens'), { signal }),
    initialData: { tokens: first },
    refetchInterval: everyMs,
  });
  return { tokens: data.tokens, error };
}

/** What is done to tokens: asks for the password when it must, says what went wrong, and looks again. */
export function useTokenActs(app: AppId) {
  const client = useQueryClient();
  const { run, question } = useConfirmation();
  const [busy, setBusy] = useState(false);
  const act = async <T,>(body: object, tokenId?: string): Promise<T | null> => {
    const url = tokenId ? routes.appData(app, 'tokens', tokenId) : routes.appData(app, 'tokens');
    setBusy(true);
    try {
      return await run(() => portalFetch<T>(url, { method: 'POST', body }));
    } catch (error) {
      toast.error(refusalText(error));
      return null;
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: ['tokens', app] });
    }
  };
  return { act, busy, question };
}
