import { ClipboardCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { QueueLine } from '#lib/domain/versions/list-versions.ts';
import { routes } from '#lib/routes.ts';
import { counted } from '#lib/std/counted.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { VersionStatusBadge } from './version-status.tsx';

type ReviewQueueProps = {
  waiting: readonly QueueLine[];
  stopped: readonly QueueLine[];
  decided: readonly QueueLine[];
};

/** What waits for a reviewer, what the scan stopped, and what was decided last. */
export function ReviewQueue({ waiting, stopped, decided }: ReviewQueueProps) {
  return (
    <>
      {waiting.length > 0 ? (
        <Lines label="In review" lines={waiting} since="Submitted" />
      ) : (
        <EmptyState icon={ClipboardCheck} title="Nothing waits for a review">
          A version comes here when a partner submits it and the scan finds no error.
        </EmptyState>
      )}
      {stopped.length > 0 ? (
        <Section
          title="Stopped by the scan"
          text="Drafts that were submitted and refused. A rule that does not fit the case can be waived for the app, with a reason."
        >
          <Lines label="Stopped by the scan" lines={stopped} since="Refused" />
        </Section>
      ) : null}
      {decided.length > 0 ? (
        <Section title="Decided lately" text="The latest twenty decisions.">
          <Lines label="Decided lately" lines={decided} since="Submitted" />
        </Section>
      ) : null}
    </>
  );
}

function Section(props: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-1 gap-3">
      <div>
        <h2 className="text-sm font-semibold">{props.title}</h2>
        <p className="text-sm text-muted">{props.text}</p>
      </div>
      {props.children}
    </section>
  );
}

function Lines({
  label,
  lines,
  since,
}: {
  label: string;
  lines: readonly QueueLine[];
  since: string;
}) {
  return (
    <Table label={label} stacked>
      <thead>
        <tr>
          {['App', 'Organization', 'Version', 'State', 'Found', since].map((name) => (
            <Th key={name}>{name}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.id}>
            <Td className="min-w-40">
              <a className="font-medium hover:text-accent" href={routes.adminVersion(line.id)}>
                <bdi>{line.appName}</bdi>
              </a>
              <code className="block text-[0.8125rem] text-muted">{line.slug}</code>
            </Td>
            <Td label="Organization" className="min-w-32">
              <bdi>{line.orgName}</bdi>
            </Td>
            <Td label="Version" className="whitespace-nowrap">
              {line.number}
              {line.label ? <code className="ml-2 text-muted">{line.label}</code> : null}
            </Td>
            <Td label="State">
              <VersionStatusBadge status={line.status} />
            </Td>
            <Td label="Found">
              <span className="flex flex-wrap gap-1">
                {line.errors > 0 ? <Badge tone="bad">{counted(line.errors, 'error')}</Badge> : null}
                {line.warnings > 0 ? (
                  <Badge tone="warn">{counted(line.warnings, 'warning')}</Badge>
                ) : null}
                {line.errors + line.warnings === 0 ? 'nothing' : null}
              </span>
            </Td>
            <Td label={since} className="whitespace-nowrap text-muted">
              <RelativeTime at={line.since} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
