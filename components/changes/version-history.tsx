import type { RuleId } from '#lib/openapi/compatibility/rules.ts';
import type { VersionStep } from '#lib/openapi/compatibility/versions.ts';
import type { ApiSummary } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { Breadcrumbs } from '../site/breadcrumbs.tsx';
import { MarkdownActions } from '../site/markdown-actions.tsx';
import { Badge } from '../ui/badge.tsx';
import { Callout } from '../ui/callout.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ChangeList } from './change-list.tsx';

type VersionHistoryProps = {
  api: ApiSummary;
  /** Newest first. */
  steps: readonly VersionStep[];
  rules: Readonly<Record<RuleId, string>>;
};

/** The versions of an API and what each of them changed, judged by the published rules. */
export function VersionHistory({ api, steps, rules }: VersionHistoryProps) {
  return (
    <article>
      <Breadcrumbs
        crumbs={[
          { label: 'Reference', href: routes.reference() },
          { label: api.title, href: routes.api(api.slug) },
          { label: 'Changes' },
        ]}
      />
      <h1 className="op-title">Changes of the {api.title}</h1>
      <p className="op-lead">
        Every difference between one version and the one before it, and whether code that works
        today keeps working.
      </p>
      <div className="mt-4">
        <MarkdownActions page={routes.changes(api.slug)} />
      </div>
      {steps.length === 0 ? (
        <div className="mt-8">
          <NoVersions api={api} />
        </div>
      ) : (
        steps.map((step, index) => (
          <Step key={step.name} api={api} step={step} before={steps[index + 1]} />
        ))
      )}
      <Rules rules={rules} />
    </article>
  );
}

function NoVersions({ api }: { api: ApiSummary }) {
  return (
    <EmptyState title="No version is kept yet">
      Copy the document as it is to{' '}
      <code className="font-mono">
        content/apis/{api.slug}/versions/{api.version}.yaml
      </code>{' '}
      before you change it. From the next start on, this page shows what changed since. Two files
      that are not kept: <code className="font-mono">npm run portal -- diff OLD NEW</code>
    </EmptyState>
  );
}

type StepProps = { api: ApiSummary; step: VersionStep; before: VersionStep | undefined };

/** More rows than these are for the command line. */
const ROWS = 300;

function Step({ api, step, before }: StepProps) {
  const { name, current, report, refused } = step;
  const id = `version-${name}`;
  const title = current ? 'Current document' : name;
  return (
    <section className="op-section" aria-labelledby={id}>
      <h2 id={id} className="flex flex-wrap items-center gap-2 text-xl font-semibold">
        <a href={`#${id}`}>{title}</a>
        {current ? <Badge tone="accent">{api.version}</Badge> : null}
        {report ? <Verdict verdict={report.verdict} changes={report.changes.length} /> : null}
      </h2>
      {refused === undefined ? null : (
        <Callout tone="warn" title="This version cannot be read" className="my-4">
          {refused}
        </Callout>
      )}
      {report ? (
        <>
          <p className="mt-1 mb-4 text-sm text-muted">
            {report.changes.length === 0
              ? `Nothing that a client could notice changed since ${before?.name ?? 'the version before'}.`
              : `Since ${before?.name ?? 'the version before'}: ${report.counts.breaking} breaking, ${report.counts.compatible} compatible.`}
          </p>
          {report.changes.length > 0 ? (
            <ChangeList changes={report.changes.slice(0, ROWS)} />
          ) : null}
          {report.changes.length > ROWS ? (
            <p className="mt-3 text-sm text-muted">
              {report.changes.length - ROWS} more:{' '}
              <code className="font-mono">npm run portal -- diff</code> prints all of them.
            </p>
          ) : null}
        </>
      ) : null}
      {report || refused !== undefined ? null : (
        <p className="mt-1 text-sm text-muted">The first version that is kept.</p>
      )}
    </section>
  );
}

function Verdict({ verdict, changes }: { verdict: 'breaking' | 'compatible'; changes: number }) {
  if (changes === 0) return <Badge>no change</Badge>;
  return <Badge tone={verdict === 'breaking' ? 'bad' : 'good'}>{verdict}</Badge>;
}

function Rules({ rules }: Pick<VersionHistoryProps, 'rules'>) {
  return (
    <section className="op-section" aria-labelledby="rules">
      <h2 id="rules" className="text-xl font-semibold">
        The rules
      </h2>
      <p className="mt-1 mb-4 text-sm text-muted">
        The order of parameters and properties makes no difference (C0-07, C0-08, C0-12) and is not
        compared.
      </p>
      <dl className="grid gap-x-4 gap-y-2 text-sm leading-6 sm:grid-cols-[6.5rem_1fr]">
        {Object.entries(rules).map(([rule, sentence]) => (
          <div key={rule} className="contents">
            <dt id={`rule-${rule}`} className="font-mono text-xs leading-6">
              {rule}
            </dt>
            <dd className="text-muted">{sentence}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
