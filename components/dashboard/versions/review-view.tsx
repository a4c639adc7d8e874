import type { ReactNode } from 'react';
import type { Review } from '#lib/domain/versions/list-versions.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { FindingsList } from './findings-list.tsx';
import { ReviewDecision } from './review-decision.tsx';
import { ScopeChanges } from './scope-changes.tsx';
import { TextDifference } from './text-difference.tsx';
import { VersionStatusBadge } from './version-status.tsx';
import { WaiveRule } from './waive-rule.tsx';

type ReviewViewProps = {
  review: Review;
  /** The manifest, coloured. */
  children: ReactNode;
};

/** A version as a reviewer reads it, with the decision. */
export function ReviewView({ review, children }: ReviewViewProps) {
  const { app, version, published, findings, waivers } = review;
  return (
    <div className="grid grid-cols-1 gap-6 2xl:grid-cols-[minmax(0,1fr)_30rem]">
      <div className="grid min-w-0 grid-cols-1 content-start gap-6">
        <Card title="About this version">
          <KeyValues
            items={[
              { label: 'State', value: <VersionStatusBadge status={version.status} /> },
              { label: 'Module', value: <Copyable text={app.slug} label="Copy the module" /> },
              { label: 'Type', value: app.type },
              { label: 'Version', value: version.label ?? 'not named' },
              { label: 'Submitted', value: <Submitted version={version} /> },
              ...(version.reason ? [{ label: 'Reason', value: <bdi>{version.reason}</bdi> }] : []),
            ]}
          />
        </Card>
        <Card title={published ? 'What it asks for otherwise' : 'What it asks for'}>
          <ScopeChanges before={published?.asked ?? null} after={version.asked} />
        </Card>
        {version.status === 'in_review' ? <ReviewDecision version={version.id} /> : null}
        {version.status === 'draft' ? (
          <Callout tone="info" title="The scan stopped this draft">
            Waive a rule if it does not fit the case. The partner then submits again.
          </Callout>
        ) : null}
        <section className="grid grid-cols-1 gap-3">
          <h2 className="text-sm font-semibold">
            {published ? `Difference to the published version ${published.number}` : 'Manifest'}
          </h2>
          {published ? (
            <TextDifference
              before={published.source}
              after={version.source}
              label="Difference to the published version"
            />
          ) : (
            <p className="text-sm text-muted">No version of this app is published yet.</p>
          )}
          {children}
        </section>
      </div>
      <div className="grid min-w-0 grid-cols-1 content-start gap-6">
        <Card title={`What the rules find (${findings.length})`}>
          <FindingsList
            findings={findings}
            actions={(finding) =>
              finding.isWaivable && (finding.severity === 'error' || finding.waived) ? (
                <WaiveRule
                  version={version.id}
                  rule={finding.rule}
                  isWaived={finding.waived !== null}
                />
              ) : null
            }
          />
        </Card>
        {waivers.length > 0 ? (
          <Card title="Waived for this app">
            <ul className="grid gap-2 text-sm">
              {waivers.map(({ rule, reason, by, expiresAt }) => (
                <li key={rule}>
                  <code>{rule}</code> by <bdi>{by}</bdi>
                  {expiresAt ? (
                    <>
                      , until <RelativeTime at={expiresAt} />
                    </>
                  ) : null}
                  <bdi className="block text-muted">{reason}</bdi>
                </li>
              ))}
            </ul>
          </Card>
        ) : null}
      </div>
    </div>
  );
}

function Submitted({ version: { submittedAt, submittedBy } }: Pick<Review, 'version'>) {
  if (submittedAt === null) return 'refused by the scan';
  return (
    <>
      <RelativeTime at={submittedAt} /> by <bdi>{submittedBy}</bdi>
    </>
  );
}
