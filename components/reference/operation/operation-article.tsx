import type { OperationPage } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { Breadcrumbs } from '../../site/breadcrumbs.tsx';
import { Callout } from '../../ui/callout.tsx';
import { ExtensionList } from '../schema/extension-list.tsx';
import { Prose } from '../schema/prose.tsx';
import { CallbackList } from './callback-list.tsx';
import { CommonErrors } from './common-errors.tsx';
import { ExchangeBody } from './exchange-body.tsx';
import { MoreDocs } from './more-docs.tsx';
import { Notices } from './notices.tsx';
import { OperationMarks, otherExtensions, requiredScope } from './operation-marks.tsx';
import { OperationPager } from './operation-pager.tsx';
import { PathLine } from './path-line.tsx';
import { SectionHeading } from './section-heading.tsx';
import { SecurityFacts } from './security-facts.tsx';
import { ServerList } from './server-list.tsx';
import { VariantList } from './variant-list.tsx';

/** How many rows of schemas one page shows before it hands on to the schemas' own pages. */
const rows = { request: 200, success: 180, error: 60, callback: 80 } as const;

/** What the operation is: where it stands, its name, path and text. */
export function OperationHead({ page }: { page: OperationPage }) {
  const { api, operation } = page;
  const tag = operation.tags[0];
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Reference', href: routes.reference() },
          { label: api.title, href: routes.api(api.slug) },
          ...(tag ? [{ label: tag.title, href: routes.tag(api.slug, tag.slug) }] : []),
          { label: operation.title },
        ]}
      />
      <h1 className="op-title">{operation.title}</h1>
      <PathLine operation={operation} />
      <OperationMarks operation={operation} />
      {operation.deprecated ? (
        <Callout tone="warn" title="Deprecated" className="my-4">
          It still answers, but new code should not begin with it.
        </Callout>
      ) : null}
      <Notices notices={operation.notices} />
      <Lead page={page} />
    </>
  );
}

/** All that a caller sends and gets, in the order in which a reader needs it. */
export function OperationBody({ page }: { page: OperationPage }) {
  const { api, operation, schemas } = page;
  const budgets = {
    request: { rows: rows.request },
    success: { rows: rows.success },
    error: { rows: rows.error },
  };
  return (
    <>
      <SecurityFacts security={operation.security} needs={requiredScope(operation)} />
      <ExchangeBody api={api.slug} exchange={operation} schemas={schemas} budgets={budgets} />
      <CommonErrors api={api} responses={operation.responses} />
      <VariantList
        api={api.slug}
        variants={operation.variants}
        schemas={schemas}
        budget={{ rows: rows.callback }}
      />
      <CallbackList
        api={api.slug}
        callbacks={operation.callbacks}
        schemas={schemas}
        budget={{ rows: rows.callback }}
      />
      {operation.servers.length > 0 ? (
        <section className="op-section">
          <SectionHeading id="servers">Servers</SectionHeading>
          <ServerList servers={operation.servers} />
        </section>
      ) : null}
      <ExtensionList extensions={otherExtensions(operation)} className="mt-8" />
      <OperationPager api={api.slug} previous={page.previous} next={page.next} />
    </>
  );
}

function Lead({ page: { operation } }: { page: OperationPage }) {
  const { summary, title, description, pathSummary, pathDescription, externalDocs } = operation;
  const told = description?.text.trim();
  return (
    <>
      {summary && summary !== title && summary !== told ? (
        <p className="op-lead">{summary}</p>
      ) : null}
      {told && told !== title ? <Prose prose={description} headings={2} /> : null}
      {pathSummary && pathSummary !== summary ? <p className="op-text">{pathSummary}</p> : null}
      <Prose prose={pathDescription} headings={2} />
      <MoreDocs docs={externalDocs} />
    </>
  );
}
