/**
 * The process that compiles one document: started by `compile.ts`, so that a document that exhausts memory or time harms
 * nothing but itself. Reads a job as JSON from its first argument, answers with one line of JSON on standard output.
 */

import type { CompileAnswer, CompileJob } from './compile.ts';
import { compileDocument } from './compile-document.ts';
import { createWriter } from './compiled-files.ts';
import { type DocumentFiles, openDocumentFiles } from './document-files.ts';
import { DocumentRefusal } from './refusal.ts';

const run = (job: CompileJob): CompileAnswer => {
  let files: DocumentFiles | undefined;
  try {
    files = openDocumentFiles(job.root, job.entry, job.limits);
    const result = compileDocument(files, job.slug, createWriter(job.outDir), job.limits);
    return { status: 'ready', ...result, files: files.used() };
  } catch (error) {
    return { status: 'refused', ...refusalOf(error), files: files?.used() ?? [] };
  }
};

const refusalOf = (error: unknown): { reason: string; place?: string } => {
  if (error instanceof DocumentRefusal) return { reason: error.message, place: error.place };
  if (error instanceof RangeError)
    return { reason: 'The document nests too deeply to be read.', place: '#' };
  // The detail is for the log of whoever runs the portal; readers of the portal see the sentence.
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return {
    reason: 'The document could not be read, because of an error in the portal itself.',
    place: '#',
  };
};

const job = JSON.parse(process.argv[2] ?? '{}') as CompileJob; // written by compile.ts
process.stdout.write(`${JSON.stringify(run(job))}\n`);
