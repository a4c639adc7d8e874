import { csharpSample } from './csharp.ts';
import { curlSample } from './curl.ts';
import { goSample } from './go.ts';
import { javaSample } from './java.ts';
import { javascriptSample, typescriptSample } from './javascript.ts';
import { phpSample } from './php.ts';
import { pythonSample } from './python.ts';
import { rubySample } from './ruby.ts';
import type { SampleRequest } from './sample-request.ts';

export type SampleLanguage = {
  /** Stands in `data-lang` on <html>; app/globals.css lists the same ids. */
  id: string;
  label: string;
  /** Language of the highlighter. */
  syntax: string;
  print: (request: SampleRequest) => string;
};

/** The languages of code samples, in the order in which they are offered. */
export const sampleLanguages: readonly SampleLanguage[] = [
  { id: 'curl', label: 'cURL', syntax: 'bash', print: curlSample },
  { id: 'javascript', label: 'JavaScript', syntax: 'javascript', print: javascriptSample },
  { id: 'typescript', label: 'TypeScript', syntax: 'typescript', print: typescriptSample },
  { id: 'python', label: 'Python', syntax: 'python', print: pythonSample },
  { id: 'php', label: 'PHP', syntax: 'php', print: phpSample },
  { id: 'go', label: 'Go', syntax: 'go', print: goSample },
  { id: 'java', label: 'Java', syntax: 'java', print: javaSample },
  { id: 'csharp', label: 'C#', syntax: 'csharp', print: csharpSample },
  { id: 'ruby', label: 'Ruby', syntax: 'ruby', print: rubySample },
];
