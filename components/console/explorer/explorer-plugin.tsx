import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { routes } from '#lib/routes.ts';
import { AnswerBody } from '../answer/answer-body.tsx';
import { ConsoleTextArea } from '../controls/console-text-area.tsx';
import { FlagControl } from '../controls/flag-control.tsx';
import { ListSelect } from '../controls/list-select.tsx';
import { namedItems } from '../controls/named-items.tsx';
import { RequestBodyEditor } from '../controls/request-body-editor.tsx';
import { TextControl } from '../controls/text-control.tsx';
import type { Json } from '../document.ts';
import { withListEncoding } from '../form-body.ts';
import { resolveDocument } from '../resolve-document.ts';
import type { GetComponent, Props } from '../swagger-types.ts';
import { type SamplingSystem, samplerOf, withVariants } from '../variants.ts';

import { scopesField, withScopeNotice } from './scope-notice.tsx';
import { withOperation } from './send-operation.ts';

type Document = { [name: string]: Json };

/** Loads an operation's own document by its slug. */
export type LoadOperation = (
  slug: string,
) => Promise<{ document: Document; path: string; form: string; scopes: string[] }>;

const Nothing = () => null;

/** Commands and examples as text that can be scrolled by key. */
function PlainText({ children }: { children?: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key.
    <pre tabIndex={0}>{children}</pre>
  );
}

/** The name of a tag or path: it stands in a button, where no link may be. */
const PlainName = ({ text }: { text?: ReactNode }) => <span>{text}</span>;

const withLabel = (Original: ComponentType<Props>) =>
  function LabelledExamples(props: Props) {
    return (
      // biome-ignore lint/a11y/noLabelWithoutControl: the select is inside the wrapped component.
      <label>
        <span className="sr-only">Example</span>
        <Original {...props} />
      </label>
    );
  };

/** The list of operations alone: heading, servers and authorisation are the page's and the caller bar's. */
function ExplorerLayout({ getComponent }: { getComponent: GetComponent }) {
  const Filter = getComponent('FilterContainer', true);
  const Operations = getComponent('operations', true);
  const Errors = getComponent('errors', true);
  return (
    <>
      <Errors />
      <Filter />
      <Operations />
    </>
  );
}

/**
 * swagger-ui of a whole API. Its document is the list of operations (lib/openapi/explorer-document.ts); what one of them
 * says is fetched when it is opened, so that the size of the API does not matter.
 */
export const explorerPlugin = (api: string, load: LoadOperation) => (system: SamplingSystem) => {
  const resolveSubtree = async (list: Document, path: readonly string[]) => {
    const slug = slugAt(list, path);
    if (slug === null) return { spec: resolveDocument(list, path), errors: [] };
    const operation = await load(slug);
    const resolved = resolveDocument(operation.document, ['paths', operation.path, operation.form]);
    const spec = withVariants(withListEncoding(resolved), samplerOf(system));
    return {
      spec: isObject(spec)
        ? {
            ...asListed(spec, list, path, routes.operation(api, slug)),
            [scopesField]: operation.scopes,
          }
        : spec,
      errors: [],
    };
  };
  return {
    fn: { resolveSubtree },
    statePlugins: { spec: { wrapActions: { executeRequest: withOperation } } },
    components: {
      ExplorerLayout,
      RequestBodyEditor,
      TextArea: ConsoleTextArea,
      Select: ListSelect,
      JsonSchema_string: TextControl,
      JsonSchema_boolean: FlagControl,
      responseBody: ExplorerAnswer,
      OperationServers: Nothing,
      authorizeOperationBtn: Nothing,
      SyntaxHighlighter: PlainText,
      DeepLink: PlainName,
    },
    wrapComponents: {
      ExamplesSelect: withLabel,
      JsonSchema_array: namedItems,
      execute: withScopeNotice,
    },
  };
};

/** The operation keeps the names under which the list has it, and says where its page is. */
function asListed(spec: Document, list: Document, path: readonly string[], page: string): Document {
  const { tags, operationId, summary } = atPath(list, path) ?? {};
  const { servers: _ofOperation, security: _ofOperations, ...rest } = spec;
  const externalDocs = { url: window.location.origin + page, description: 'Reference page' };
  return {
    ...rest,
    externalDocs,
    ...(tags === undefined ? {} : { tags }),
    ...(operationId === undefined ? {} : { operationId }),
    ...(summary === undefined ? {} : { summary }),
  };
}

function slugAt(list: Document, path: readonly string[]): string | null {
  if (path.length !== 3 || path[0] !== 'paths') return null;
  const slug = atPath(list, path)?.operationId;
  return typeof slug === 'string' ? slug : null;
}

function atPath(list: Document, path: readonly string[]): Document | null {
  const found = path.reduce<Json | undefined>(
    (at, name) => (isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined),
    list,
  );
  return isObject(found) ? found : null;
}

const isObject = (value: Json | undefined): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The body of an answer as the console shows it: text only, in windows, every digit of its numbers. */
function ExplorerAnswer({ content, contentType }: Props): ReactNode {
  const type = typeof contentType === 'string' ? contentType : '';
  const [body, setBody] = useState<Uint8Array | null>(null);
  useEffect(() => {
    let current = true;
    const whole = content instanceof Blob ? content : new Blob([String(content ?? '')]);
    void whole.arrayBuffer().then((bytes) => current && setBody(new Uint8Array(bytes)));
    return () => {
      current = false;
    };
  }, [content]);
  return body ? <AnswerBody answer={{ body, contentType: type }} /> : null;
}
