import type { ComponentType, ReactNode } from 'react';
import { ConsoleOperation } from './console-operation.tsx';
import { ConsoleTextArea } from './controls/console-text-area.tsx';
import { FlagControl } from './controls/flag-control.tsx';
import { ListSelect } from './controls/list-select.tsx';
import { namedItems } from './controls/named-items.tsx';
import { RequestBodyEditor } from './controls/request-body-editor.tsx';
import { TextControl } from './controls/text-control.tsx';
import type { Json } from './document.ts';
import { FirstOperation } from './first-operation.tsx';
import { withListEncoding } from './form-body.ts';
import { resolveDocument } from './resolve-document.ts';
import { sendButtonOf } from './send-button.tsx';
import type { ExecuteClass, Props } from './swagger-types.ts';
import { type SamplingSystem, samplerOf, withVariants } from './variants.ts';

const Nothing = () => null;
const hidden = () => Nothing;
/** The page beside the console shows schemas already; here the value alone is edited. */
const OnlyValue = ({ example }: { example?: ReactNode }) => example;

const withLabel = (Original: ComponentType<Props>) =>
  function LabelledExamples(props: Props) {
    return (
      // biome-ignore lint/a11y/noLabelWithoutControl: the select is inside the wrapped component.
      <label>
        <Original {...props} />
      </label>
    );
  };

/**
 * The console's own layout for swagger-ui: parameters, body and the button that sends. No top bar, no information,
 * no authorisation, no second description and no answer: those are the page's and the console's own.
 */
export const consolePlugin = (system: SamplingSystem) => ({
  fn: {
    resolveSubtree: async (document: { [name: string]: Json }, path: readonly string[]) => ({
      spec: withVariants(withListEncoding(resolveDocument(document, path)), samplerOf(system)),
      errors: [],
    }),
  },
  components: {
    ConsoleLayout: FirstOperation,
    operation: ConsoleOperation,
    Markdown: Nothing,
    TryItOutButton: Nothing,
    modelExample: OnlyValue,
    RequestBodyEditor,
    TextArea: ConsoleTextArea,
    Select: ListSelect,
    JsonSchema_string: TextControl,
    JsonSchema_boolean: FlagControl,
  },
  wrapComponents: {
    execute: (Original: ExecuteClass) => sendButtonOf(Original),
    ExamplesSelect: withLabel,
    JsonSchema_array: namedItems,
    Example: hidden,
  },
});
