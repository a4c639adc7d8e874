'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TokensPart } from '#lib/domain/tokens/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { portalFetch, refusalText } from '../portal-fetch.ts';
import { useConfirmation } from '../use-confirmation.tsx';

const everyMs = 2500;

/** The tokens that the page was asked for, with the use of each as it happens. */
export function useTokens(
  app: AppId,
  first: TokensPart,
): { found: TokensPart; error: Error | null } {
  const { typed: schools, page } = first.part;
  const { data, error } = useQuery({
    queryKey: ['tokens', app, schools, page],
    queryFn: ({ signal }) =>
      portalFetch<TokensPart>(routes.tokensData(app, { schools, page }), { signal }),
    initialData: first,
    refetchInterval: everyMs,
  });
  return { found: data, error };
}

/**
 * What is done to tokens: asks for the password when it must, and looks again. `act` rejects with a refusal, for
 * dialogs that show it; `press` answers null then and keeps its text in `problem`.
 */
export function useTokenActs(app: AppId) {
  const client = useQueryClient();
  const { run, question } = useConfirmation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const act = async <T,>(body: object, tokenId?: string): Promise<T | null> => {
    const url = tokenId ? routes.appData(app, 'tokens', tokenId) : routes.appData(app, 'tokens');
    setBusy(true);
    setProblem(null);
    try {
      return await run(() => portalFetch<T>(url, { method: 'POST', body }));
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: ['tokens', app] });
    }
  };
  const press = async <T,>(body: object, tokenId?: string): Promise<T | null> => {
    try {
      return await act<T>(body, tokenId);
    } catch (error) {
      setProblem(refusalText(error));
      return null;
    }
  };
  return { act, press, busy, problem, question };
}
