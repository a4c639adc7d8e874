'use client';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { ChainCheck } from '#lib/domain/audit/read-audit.ts';
import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { usePortalAct } from '../use-portal-act.ts';

type Verified = ChainCheck & { intact: boolean };

/** Checks the chain when asked, and takes the trail away as a file. */
export function VerifyChain() {
  const { act, busy } = usePortalAct(routes.portalData('audit'));
  const [result, setResult] = useState<Verified | null>(null);
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          busy={busy}
          data-needs-js=""
          onClick={async () => setResult(await act<Verified>())}
        >
          <ShieldCheck className="size-4" aria-hidden="true" /> Verify the chain
        </Button>
        <LinkButton href={routes.auditExport('csv')} data-hard="" download="">
          Export CSV
        </LinkButton>
        <LinkButton href={routes.auditExport('ndjson')} data-hard="" download="">
          Export NDJSON
        </LinkButton>
      </div>
      <div role="status">{result ? <Outcome result={result} /> : null}</div>
    </div>
  );
}

function Outcome({ result }: { result: Verified }) {
  const { intact, checked, brokenAt, unlinked, head } = result;
  if (!intact) {
    return (
      <Callout tone="bad" title="The chain is broken">
        {brokenAt === null
          ? `${unlinked} entries stand outside the chain.`
          : `Entry ${brokenAt} does not fit the one before it, or was changed after it was written.`}{' '}
        Tell the operator of this portal, and keep your last export.
      </Callout>
    );
  }
  return (
    <Callout tone="good" title={`All ${checked} entries are as they were written`}>
      <p>
        Keep this hash. Whoever shortens the trail later cannot bring it back; every export carries
        it too.
      </p>
      {head ? <Copyable text={head} label="Copy the last hash" className="break-all" /> : null}
    </Callout>
  );
}
