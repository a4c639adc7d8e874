'use client';
import { useActionState, useState } from 'react';
import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { TypeChoice } from './type-choice.tsx';

type State = { problems: readonly string[]; values: Record<string, string> } | null;
type CreateAppFormsProps = { action: (before: State, form: FormData) => Promise<State> };

/** Two ways to begin: an example of one of the three types, or a manifest that is there already. Work without a script. */
export function CreateAppForms({ action }: CreateAppFormsProps) {
  // The address ties an answer without a script to this form wherever on the page it stands.
  const [state, act, pending] = useActionState(action, null, routes.newApp());
  const isManifest = state?.values.start === 'manifest';
  return (
    <div className="grid max-w-4xl grid-cols-1 gap-6">
      <Card title="Start from an example">
        <form action={act} className="grid grid-cols-1 gap-5">
          <input type="hidden" name="start" value="example" />
          <Problems lines={isManifest ? [] : (state?.problems ?? [])} />
          <ExampleFields key={JSON.stringify(state?.values)} values={state?.values ?? {}} />
          <div>
            <Button type="submit" variant="primary" busy={pending}>
              Create app
            </Button>
          </div>
        </form>
      </Card>
      <Card title="Start from your manifest">
        <form action={act} className="grid grid-cols-1 gap-5">
          <input type="hidden" name="start" value="manifest" />
          <Problems lines={isManifest ? (state?.problems ?? []) : []} />
          <p className="text-sm leading-6 text-muted">
            YAML or JSON. Slug, name and integration type must be right; everything else you mend on
            the next page.{' '}
            <a className="text-accent underline" href={routes.docs('developer/manifest')}>
              What stands in a manifest
            </a>
          </p>
          <Field label="Manifest">
            {(parts) => (
              <Textarea
                {...parts}
                key={state?.values.source}
                name="source"
                rows={8}
                spellCheck={false}
                className="font-mono text-[0.8125rem]"
                defaultValue={isManifest ? state?.values.source : ''}
                maxLength={65_536}
              />
            )}
          </Field>
          <Field label="Or a file" hint="A file is taken before the text above.">
            {(parts) => (
              <input
                {...parts}
                type="file"
                name="file"
                accept=".yaml,.yml,.json"
                className="max-w-full text-sm text-muted file:mr-3 file:h-9 file:rounded-md file:border file:border-solid file:border-line-strong file:bg-raised file:px-3 file:text-fg"
              />
            )}
          </Field>
          <div>
            <Button type="submit" busy={pending}>
              Create from this manifest
            </Button>
          </div>
        </form>
      </Card>
    </div>
  );
}

function Problems({ lines }: { lines: readonly string[] }) {
  return (
    <div role="alert" className="empty:hidden">
      {lines.length > 0 ? (
        <Callout tone="bad" title="There is no app yet">
          <ul className="grid gap-1">
            {lines.slice(0, 10).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Callout>
      ) : null}
    </div>
  );
}

const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .slice(0, 64);

function ExampleFields({ values }: { values: Record<string, string> }) {
  const [slug, setSlug] = useState(values.slug ?? '');
  const [isOwn, setOwn] = useState(Boolean(values.slug));
  return (
    <>
      <TypeChoice value={values.type} />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Name" required>
          {(parts) => (
            <Input
              {...parts}
              name="name"
              defaultValue={values.name}
              maxLength={80}
              required
              onChange={({ target }) => isOwn || setSlug(slugOf(target.value))}
            />
          )}
        </Field>
        <Field label="Name in Arabic">
          {(parts) => (
            <Input
              {...parts}
              name="nameArabic"
              dir="auto"
              defaultValue={values.nameArabic}
              maxLength={80}
            />
          )}
        </Field>
      </div>
      <Field
        label="Slug"
        required
        hint="The name for programs: whoami answers it as module. Lower-case letters, digits and hyphens. It never changes."
      >
        {(parts) => (
          <Input
            {...parts}
            name="slug"
            className="font-mono"
            value={slug}
            onChange={({ target }) => {
              setOwn(target.value !== '');
              setSlug(target.value);
            }}
            pattern="[a-z][a-z0-9]*(-[a-z0-9]+)*"
            title="Lower-case letters, digits and single hyphens, beginning with a letter"
            minLength={3}
            maxLength={64}
            required
          />
        )}
      </Field>
    </>
  );
}
