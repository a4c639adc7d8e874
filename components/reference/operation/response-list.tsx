import {
  type ApiResponse,
  anchorId,
  inlineValue,
  isErrorStatus,
  type ResponseLink,
  type SchemaMap,
} from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { ExtensionList } from '../schema/extension-list.tsx';
import { planSchema, type RowBudget } from '../schema/plan-schema.ts';
import { Prose } from '../schema/prose.tsx';
import { MediaTypes } from './media-types.tsx';
import { ParameterRow } from './parameter-row.tsx';
import { SectionHeading } from './section-heading.tsx';
import { statusWords } from './status-words.ts';

type ResponseListProps = {
  api: string;
  responses: readonly ApiResponse[];
  schemas: SchemaMap;
  /** Rows for answers that succeed, and for those that do not. */
  budgets: { success: RowBudget; error: RowBudget };
  prefix?: string;
};

/** Answers by status: what succeeds stands open, errors are one line each until asked for. */
export function ResponseList(props: ResponseListProps) {
  const { responses, prefix = '' } = props;
  const isError = (one: ApiResponse) => isErrorStatus(one.status);
  const good = responses.filter((one) => !isError(one));
  const bad = responses.filter(isError);
  const level = prefix ? 4 : 2;
  return (
    <>
      {good.length > 0 ? (
        <section className="op-section">
          <SectionHeading id={anchorId(prefix, 'responses')} level={level}>
            {good.length === 1 ? 'Response' : 'Responses'}
          </SectionHeading>
          {good.map((one, index) => (
            <Response key={one.status} {...props} response={one} open={index === 0} />
          ))}
        </section>
      ) : null}
      {bad.length > 0 ? (
        <section className="op-section">
          <SectionHeading id={anchorId(prefix, 'errors')} level={level}>
            Errors
          </SectionHeading>
          {bad.map((one) => (
            <Response key={one.status} {...props} response={one} open={false} />
          ))}
        </section>
      ) : null}
    </>
  );
}

type ResponseProps = ResponseListProps & { response: ApiResponse; open: boolean };

function Response(props: ResponseProps) {
  const { api, response, schemas, budgets, open, prefix = '' } = props;
  const { status, summary, description, headers, content, links } = response;
  const id = anchorId(prefix, 'response', status);
  const budget = isErrorStatus(status) ? budgets.error : budgets.success;
  const line = summary ?? firstLine(description?.text) ?? statusWords(status);
  const more = description && description.text.trim() !== line;
  return (
    <details id={id} open={open} className="sx op-response">
      <summary>
        <StatusBadge status={status} />
        <span className="op-line">{line}</span>
      </summary>
      <div className="op-inside">
        {more ? <Prose prose={description} className="prose prose-sm" /> : null}
        {headers.length > 0 ? (
          <details className="sx">
            <summary>{headers.length === 1 ? '1 header' : `${headers.length} headers`}</summary>
            <ul className="schema sl">
              {headers.map((header) => {
                const node = header.schema ?? header.content?.schema;
                return (
                  <ParameterRow
                    key={header.name}
                    parameter={header}
                    place={{ api, id: anchorId(id, 'header', header.name) }}
                    view={node ? planSchema(node, schemas, 'response', budget) : undefined}
                  />
                );
              })}
            </ul>
          </details>
        ) : null}
        <MediaTypes
          api={api}
          content={content}
          schemas={schemas}
          budget={budget}
          direction="response"
          id={id}
        />
        {content.length === 0 ? <p className="sm">No body.</p> : null}
        {links.length > 0 ? <Links api={api} links={links} /> : null}
        <ExtensionList extensions={response.extensions} />
      </div>
    </details>
  );
}

const firstLine = (text: string | undefined): string | undefined => {
  const line = (text?.trim().split('\n', 1)[0] ?? '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '');
  if (line === '') return undefined;
  return line.length <= 120 ? line : `${line.slice(0, 117).trimEnd()}…`;
};

function Links({ api, links }: { api: string; links: readonly ResponseLink[] }) {
  return (
    <div className="op-links">
      <p>What its values lead to</p>
      <ul>
        {links.map((link) => (
          <li key={link.name}>
            <b>{link.name}</b>{' '}
            {link.operation ? (
              <a href={routes.operation(api, link.operation.slug)}>{link.operation.title}</a>
            ) : (
              <code>{link.operationId ?? link.operationRef ?? ''}</code>
            )}
            <LinkValues link={link} />
            <Prose prose={link.description} className="sd" />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the call that follows takes from this answer. */
function LinkValues({ link: { parameters, requestBody, server } }: { link: ResponseLink }) {
  const values = [
    ...parameters.map(({ name, value }) => ({ name, value: inlineValue(value) })),
    ...(requestBody ? [{ name: 'body', value: inlineValue(requestBody.value) }] : []),
    ...(server ? [{ name: 'server', value: server.url }] : []),
  ];
  return values.map(({ name, value }) => (
    <span key={name}>
      {name} <code>{value}</code>
    </span>
  ));
}
