import type { VersionView } from '#lib/domain/versions/version-view.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { FindingsList } from './findings-list.tsx';
import { ScopeChanges } from './scope-changes.tsx';
import { TextDifference } from './text-difference.tsx';
import { VersionActions } from './version-actions.tsx';
import { VersionStatusBadge } from './version-status.tsx';

type VersionCardProps = {
  app: AppId;
  version: VersionView;
  /** The version before it; null: it is the first. */
  before: VersionView | null;
  canChange: boolean;
};

/** One version: where it stands, what to do next, what was found, what changed. */
export function VersionCard({ app, version, before, canChange }: VersionCardProps) {
  const { number, label, status, findings, source } = version;
  return (
    <Card
      title={
        <span className="flex flex-wrap items-center gap-2">
          Version {number}
          {label ? <code className="font-normal text-muted">{label}</code> : null}
          <VersionStatusBadge status={status} />
        </span>
      }
      actions={canChange ? <VersionActions app={app} version={version} /> : null}
    >
      <div className="grid grid-cols-1 gap-3">
        <p className="max-w-prose text-sm leading-6">{nextStep(version)}</p>
        {version.reason ? (
          <blockquote className="max-w-prose border-l-2 border-bad pl-3 text-sm leading-6 whitespace-pre-line">
            <bdi>{version.reason}</bdi>
          </blockquote>
        ) : null}
        <History version={version} />
        {findings !== null && findings.length > 0 ? (
          <Disclosure
            summary={`What the scan found (${findings.length})`}
            open={status === 'draft'}
          >
            <FindingsList findings={findings} />
          </Disclosure>
        ) : null}
        <Disclosure summary={before ? 'What it asks for otherwise' : 'What it asks for'}>
          <ScopeChanges before={before?.asked ?? null} after={version.asked} />
        </Disclosure>
        {before ? (
          <Disclosure summary={`Difference to version ${before.number}`}>
            <TextDifference
              before={before.source}
              after={source}
              label={`Version ${before.number} and version ${number}`}
            />
          </Disclosure>
        ) : null}
        <div>
          <LinkButton size="sm" href={routes.manifestFile(app, number)} download>
            Download the manifest
          </LinkButton>
        </div>
      </div>
    </Card>
  );
}

/** What this state means for the partner, and what to do. */
function nextStep({ status, findings, rollbackOf }: VersionView): string {
  switch (status) {
    case 'draft':
      return findings === null
        ? 'You work on it. Submit it when the rules find no error.'
        : 'The scan refused it. Mend what it found and submit it again; a reviewer can waive a rule that does not fit.';
    case 'in_review':
      return 'It passed the scan and waits for a reviewer. You can go on with the next version meanwhile.';
    case 'approved':
      return 'It may be used. Publish it when you are ready: from then on tenants are asked for what it asks.';
    case 'published':
      return rollbackOf === null
        ? 'This is what tenants find and are asked for.'
        : `This is what tenants find: it brought version ${rollbackOf} back.`;
    case 'rejected':
      return 'A reviewer rejected it. Mend what the reason says in the manifest, and submit the next version.';
    case 'superseded':
      return 'Another version took its place.';
  }
}

function History({ version }: { version: VersionView }) {
  const { createdAt, createdBy, submittedAt, submittedBy, decidedAt, decidedBy } = version;
  const { publishedAt, status, rollbackOf } = version;
  const steps = [
    { what: rollbackOf === null ? 'Begun' : 'Rolled back', at: createdAt, by: createdBy },
    { what: 'Submitted', at: submittedAt, by: submittedBy },
    { what: status === 'rejected' ? 'Rejected' : 'Approved', at: decidedAt, by: decidedBy },
    { what: 'Published', at: publishedAt, by: null },
  ];
  return (
    <ol className="flex flex-wrap gap-x-6 gap-y-1 text-[0.8125rem] text-muted">
      {steps.map(({ what, at, by }) =>
        at === null ? null : (
          <li key={what}>
            {what} <RelativeTime at={at} />
            {by ? (
              <>
                {' '}
                by <bdi>{by}</bdi>
              </>
            ) : null}
          </li>
        ),
      )}
    </ol>
  );
}
