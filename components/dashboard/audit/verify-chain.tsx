'use client';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { VerifiedAudit } from '#lib/domain/audit/read-audit.ts';
import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Refusal } from '../refusal.tsx';
import { usePortalAct } from '../use-portal-act.ts';
import { plainActor } from './plain-actor.ts';

/** JSON has no dates. */
type VerifiedOnWire = Omit<VerifiedAudit, 'broken'> & {
  broken: (Omit<NonNullable<VerifiedAudit['broken']>, 'createdAt'> & { createdAt: string }) | null;
};

type VerifyChainProps = {
  /** The filters of the page, which the files have too. */
  filters: Record<string, string | undefined>;
};

/** Checks the chain when asked, and takes the trail away as a file. */
export function VerifyChain({ filters }: VerifyChainProps) {
  const { press, busy, problem } = usePortalAct(routes.portalData('audit'));
  const [result, setResult] = useState<VerifiedOnWire | null>(null);
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          busy={busy}
          data-needs-js=""
          onClick={async () => setResult(await press<VerifiedOnWire>())}
        >
          <ShieldCheck className="size-4" aria-hidden="true" /> Verify the chain
        </Button>
        <LinkButton href={routes.auditExport('csv', filters)} data-hard="" download="">
          Export CSV
        </LinkButton>
        <LinkButton href={routes.auditExport('ndjson', filters)} data-hard="" download="">
          Export NDJSON
        </LinkButton>
      </div>
      <Refusal text={problem} />
      <div role="status">{result ? <Outcome result={result} /> : null}</div>
    </div>
  );
}

function Outcome({ result }: { result: VerifiedOnWire }) {
  const { intact, checked, head } = result;
  if (!intact) return <Broken result={result} />;
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

function Broken({ result: { brokenAt, broken, unlinked } }: { result: VerifiedOnWire }) {
  const advice = 'Tell the operator of this portal, and keep your last export.';
  if (brokenAt === null) {
    return (
      <Callout tone="bad" title="The chain is broken">
        {unlinked} {unlinked === 1 ? 'entry stands' : 'entries stand'} outside the chain. {advice}
      </Callout>
    );
  }
  return (
    <Callout
      tone="bad"
      title={`The chain is broken: entry ${brokenAt} is the first that does not fit`}
      actions={
        <LinkButton size="sm" href={`${routes.audit({ before: brokenAt + 1 })}#entry-${brokenAt}`}>
          Show where it stands
        </LinkButton>
      }
    >
      {broken ? (
        <>
          <code>{broken.action}</code> on <code className="break-all">{broken.subject}</code> by{' '}
          <bdi>{broken.actorName ?? plainActor(broken.actor)}</bdi>,{' '}
          <RelativeTime at={broken.createdAt} />, was changed after it was written, or what stood
          before it is gone.
        </>
      ) : (
        'The entry itself is gone.'
      )}{' '}
      {advice}
    </Callout>
  );
}
