'use client';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { JudgedFinding } from '#lib/domain/policy/finding.ts';
import type { CodeEditor, Mark } from './code-editor.ts';
import type { Text } from './use-manifest.ts';

const diagnoseAfterMs = 200;

type UseCodeEditor = {
  text: Text;
  onChange: (source: string) => void;
  found: { findings: readonly JudgedFinding[]; isFresh: boolean };
  isReadOnly: boolean;
};

/**
 * Puts the code editor into `box` once its code has come; until then, and without a script, there is the textarea. Marks
 * what is wrong: by the schema at once, by the rules when they have answered.
 */
export function useCodeEditor({ text, onChange, found, isReadOnly }: UseCodeEditor) {
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeEditor>(null);
  const latest = useRef({ text, onChange });
  latest.current = { text, onChange };
  const shown = useRef(text.source);
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    let isGone = false;
    void import('./code-editor.ts').then(({ openCodeEditor }) => {
      if (isGone || !box.current || editor.current) return;
      shown.current = latest.current.text.source;
      editor.current = openCodeEditor({
        parent: box.current,
        text: shown.current,
        format: latest.current.text.format,
        label: 'Manifest',
        isReadOnly,
        onChange: (source) => {
          shown.current = source;
          latest.current.onChange(source);
        },
      });
      setOpen(true);
    });
    return () => {
      isGone = true;
      editor.current?.destroy();
      editor.current = null;
    };
  }, [isReadOnly]);

  useEffect(() => {
    if (editor.current && shown.current !== text.source) editor.current.setText(text.source);
  }, [text.source]);
  useEffect(() => {
    if (isOpen) editor.current?.setFormat(text.format);
  }, [text.format, isOpen]);
  useMarks(editor, text, found, isOpen);
  const goTo = (line: number, column: number) => editor.current?.goTo(line, column);
  return { box, isOpen, goTo };
}

function useMarks(
  editor: RefObject<CodeEditor | null>,
  text: Text,
  { findings, isFresh }: UseCodeEditor['found'],
  isOpen: boolean,
): void {
  useEffect(() => {
    if (!isOpen) return;
    if (isFresh) {
      editor.current?.setMarks(findings.filter(({ waived }) => waived === null));
      return;
    }
    let isGone = false;
    const timer = setTimeout(async () => {
      const { diagnoseManifest } = await import('#lib/domain/manifest/schemas.ts');
      const marks = diagnoseManifest(text.source, text.format).map(
        (one): Mark => ({ ...one, severity: 'error' }),
      );
      if (!isGone) editor.current?.setMarks(marks);
    }, diagnoseAfterMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [editor, text, findings, isFresh, isOpen]);
}
