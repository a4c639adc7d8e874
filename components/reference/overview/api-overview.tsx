import type { ApiIndex, NavigationBranch, TagSummary } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { counted } from '#lib/std/counted.ts';
import { Breadcrumbs } from '../../site/breadcrumbs.tsx';
import { MarkdownActions } from '../../site/markdown-actions.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { CommonErrorList } from '../operation/common-errors.tsx';
import { MoreDocs } from '../operation/more-docs.tsx';
import { Notices } from '../operation/notices.tsx';
import { SectionHeading } from '../operation/section-heading.tsx';
import { schemeTitle, schemeWords } from '../operation/security-facts.tsx';
import { ServerList } from '../operation/server-list.tsx';
import { Prose } from '../schema/prose.tsx';
import { FlowList } from './flow-list.tsx';
import { specName } from './spec-name.ts';
import { TagOperations } from './tag-operations.tsx';

type ApiOverviewProps = { index: ApiIndex; branches: readonly NavigationBranch[] };

/** What the API is, where it answers, how to sign in, and what it can do. */
export function ApiOverview({ index, branches }: ApiOverviewProps) {
  const { api, tags, notices } = index;
  return (
    <article>
      <Breadcrumbs
        crumbs={[{ label: 'Reference', href: routes.reference() }, { label: api.title }]}
      />
      <h1 className="op-title">{api.title}</h1>
      <p className="mt-2 text-sm text-muted">
        Version {api.version} · {specName(api.specVersion)} ·{' '}
        {counted(api.counts.operations, 'operation')} · {counted(api.counts.schemas, 'schema')}
      </p>
      {api.summary ? <p className="op-lead">{api.summary}</p> : null}
      <div className="mt-5 flex flex-wrap gap-2">
        <LinkButton href={routes.explorer(api.slug)} size="sm">
          Open the explorer
        </LinkButton>
        <LinkButton href={routes.document(api.slug)} size="sm" download>
          Download the document
        </LinkButton>
        <LinkButton href={routes.collection(api.slug)} size="sm" download>
          Postman collection
        </LinkButton>
        <MarkdownActions page={routes.api(api.slug)} />
      </div>
      <Notices notices={notices} />
      <div className="mt-6">
        <Prose prose={api.description} headings={2} />
      </div>
      {api.servers.length > 0 ? (
        <section className="op-section">
          <SectionHeading id="servers">Servers</SectionHeading>
          <ServerList servers={api.servers} />
        </section>
      ) : null}
      <Schemes index={index} />
      <section className="op-section">
        <SectionHeading id="operations">Operations</SectionHeading>
        {api.counts.operations === 0 ? (
          <p className="op-text">This document describes no operation.</p>
        ) : null}
        {tags.map((tag) => (
          <TagPart
            key={tag.slug}
            api={api.slug}
            tag={tag}
            branch={branches.find((branch) => branch.tag === tag.slug)}
          />
        ))}
      </section>
      <Webhooks index={index} />
      {api.commonErrors.length > 0 ? (
        <section className="op-section">
          <SectionHeading id="common-errors">Errors common to the API</SectionHeading>
          <CommonErrorList api={api} />
        </section>
      ) : null}
      <Facts index={index} />
    </article>
  );
}

function Webhooks({ index: { api, webhooks } }: { index: ApiIndex }) {
  if (webhooks.length === 0) return null;
  return (
    <section className="op-section">
      <SectionHeading id="webhooks">Webhooks</SectionHeading>
      <ul className="mt-2 divide-y divide-line border-y border-line text-sm">
        {webhooks.slice(0, LISTED_WEBHOOKS).map((webhook) => (
          <li key={webhook.slug}>
            <a
              href={routes.webhook(api.slug, webhook.slug)}
              className="-mx-2 flex min-w-0 items-baseline gap-2 rounded px-2 py-2 hover:bg-hover/60 max-sm:flex-wrap"
            >
              <MethodBadge method={webhook.method} variant="bare" />
              <span className={webhook.deprecated ? 'line-through' : 'font-medium'}>
                {webhook.title}
              </span>
              <code className="min-w-0 truncate font-mono text-[0.8125rem] text-muted sm:ml-auto">
                {webhook.name}
              </code>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
const LISTED_WEBHOOKS = 200;

type TagPartProps = { api: string; tag: TagSummary; branch: NavigationBranch | undefined };

function TagPart({ api, tag, branch }: TagPartProps) {
  return (
    <div className="mt-6">
      <h3 id={`tag-${tag.slug}`} className="font-semibold">
        <a href={routes.tag(api, tag.slug)} className="hover:underline">
          {tag.title}
        </a>
        {branch ? null : (
          <span className="ml-2 text-sm font-normal text-faint tabular-nums">
            {counted(tag.operations, 'operation')}
          </span>
        )}
      </h3>
      <Prose prose={tag.description} className="prose prose-sm text-muted!" />
      <MoreDocs docs={tag.externalDocs} />
      {branch ? <TagOperations api={api} branch={branch} /> : null}
    </div>
  );
}

function Schemes({ index: { api } }: { index: ApiIndex }) {
  if (api.securitySchemes.length === 0) return null;
  return (
    <section className="op-section">
      <SectionHeading id="authorization">Authorization</SectionHeading>
      {api.securitySchemes.map((scheme) => (
        <div key={scheme.key} className="op-scheme mt-4!">
          <p>
            <b>{schemeTitle(scheme)}</b> <span>{schemeWords(scheme)}</span>
            {scheme.deprecated ? <b className="st-warn"> deprecated</b> : null}
          </p>
          <Prose prose={scheme.description} className="prose prose-sm text-muted!" />
          {scheme.type === 'oauth2' ? <FlowList scheme={scheme} /> : null}
        </div>
      ))}
    </section>
  );
}

function Facts({ index: { api } }: { index: ApiIndex }) {
  const { contact, license, termsOfService, externalDocs } = api;
  const links = [
    externalDocs
      ? { text: externalDocs.description?.text ?? 'More documentation', url: externalDocs.url }
      : null,
    contact?.url ? { text: contact.name ?? 'Contact', url: contact.url } : null,
    contact?.name && !contact.url ? { text: contact.name, url: undefined } : null,
    contact?.email ? { text: contact.email, url: `mailto:${contact.email}` } : null,
    license
      ? {
          text: `Licence: ${[license.name, license.identifier].filter(Boolean).join(', ')}`,
          url: license.url,
        }
      : null,
    termsOfService ? { text: 'Terms of service', url: termsOfService } : null,
  ].filter((link) => link !== null);
  if (links.length === 0) return null;
  return (
    <ul className="mt-12 flex flex-wrap gap-x-5 gap-y-1 border-t border-line pt-5 text-sm text-muted">
      {links.map((link) => (
        <li key={link.text}>
          {link.url && /^(https?:|mailto:)/i.test(link.url) ? (
            <a
              href={link.url}
              rel="noopener noreferrer nofollow"
              className="underline underline-offset-4"
            >
              {link.text}
            </a>
          ) : (
            link.text
          )}
        </li>
      ))}
    </ul>
  );
}
