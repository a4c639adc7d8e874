import { type RefObject, useState } from 'react';
import { routes } from '#lib/routes.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Textarea } from '../ui/textarea.tsx';
import type { ConsoleOperation } from './document.ts';
import type { FormHandle } from './form-memory.ts';
import { importCurl } from './import-curl.ts';
import { sharedForm } from './share-link.ts';

type FormToolsProps = {
  api: string;
  slug: string;
  operation: ConsoleOperation;
  form: RefObject<FormHandle | null>;
};

/** What can be done with the form as a whole: filled from a curl command, shared as a link. */
export function FormTools({ api, slug, operation, form }: FormToolsProps) {
  const [importing, setImporting] = useState(false);
  const [note, setNote] = useState('');
  const share = async () => {
    const shared = form.current && sharedForm(form.current.read());
    if (!shared) {
      setNote('The request is too long for a link. Copy it as curl instead.');
      return;
    }
    const link = window.location.origin + routes.tryWith(api, slug, shared);
    try {
      await navigator.clipboard.writeText(link);
      setNote('Link copied. It carries the values of the form and no secret.');
    } catch {
      setNote('The browser does not let the page copy.');
    }
  };
  return (
    <div className="console-tools">
      <div className="flex flex-wrap justify-end gap-1">
        <Button
          size="sm"
          variant="ghost"
          aria-expanded={importing}
          onClick={() => setImporting(!importing)}
        >
          Import curl
        </Button>
        <Button size="sm" variant="ghost" onClick={() => void share()}>
          Share
        </Button>
        <a
          className="console-link text-[0.8125rem] self-center px-2"
          href={routes.history({ api })}
        >
          History
        </a>
      </div>
      <p role="status" className="text-right text-[0.8125rem] text-muted">
        {note}
      </p>
      {importing ? (
        <ImportCurl
          operation={operation}
          form={form}
          onDone={(text) => {
            setImporting(false);
            setNote(text);
          }}
        />
      ) : null}
    </div>
  );
}

type ImportCurlProps = Pick<FormToolsProps, 'operation' | 'form'> & { onDone(note: string): void };

function ImportCurl({ operation, form, onDone }: ImportCurlProps) {
  const [command, setCommand] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const fill = () => {
    const result = importCurl(command, operation);
    if ('refusal' in result) {
      setRefusal(result.refusal);
      return;
    }
    form.current?.fill(result.form);
    onDone(['The form is filled.', ...result.notes].join(' '));
  };
  return (
    <div className="grid gap-2 py-2">
      <Textarea
        aria-label="curl command"
        className="font-mono text-[0.8125rem]"
        rows={4}
        spellCheck={false}
        placeholder="curl -X POST https://…"
        value={command}
        onChange={({ target }) => setCommand(target.value)}
      />
      {refusal ? <Callout tone="bad">{refusal}</Callout> : null}
      <div className="flex justify-end">
        <Button size="sm" onClick={fill}>
          Fill the form
        </Button>
      </div>
    </div>
  );
}
