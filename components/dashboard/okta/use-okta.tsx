'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OktaOrgView } from '#lib/domain/okta/orgs/schemas.ts';
import { routes } from '#lib/routes.ts';
import { portalFetch } from '../portal-fetch.ts';
import { useConfirmation } from '../use-confirmation.tsx';

const everyMs = 2500;
const queryKey = ['okta'];

/** The Okta sandbox as it stands: uses of tokens and calls appear as they happen. */
export function useOkta(first: OktaOrgView): { org: OktaOrgView; isStale: boolean } {
  const { data, isError } = useQuery({
    queryKey,
    queryFn: ({ signal }) => portalFetch<OktaOrgView>(routes.portalData('okta'), { signal }),
    initialData: first,
    refetchInterval: everyMs,
  });
  return { org: data, isStale: isError };
}

/** What is done to the sandbox: asks for the password when it must, and looks again. Refusals reach the caller. */
export function useOktaActs() {
  const client = useQueryClient();
  const { run, question } = useConfirmation();
  const [busy, setBusy] = useState(false);
  const act = async <T,>(path: readonly string[], body: object): Promise<T | null> => {
    const url = routes.portalData('okta', ...path);
    setBusy(true);
    try {
      return await run(() => portalFetch<T>(url, { method: 'POST', body }));
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey });
    }
  };
  return { act, busy, question };
}
