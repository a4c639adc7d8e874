import type { ExampleRequest } from './request-model.ts';
import { csharpSample, goSample, javaSample } from './samples-compiled.ts';
import {
  curlSample,
  javascriptSample,
  phpSample,
  pythonSample,
  rubySample,
  typescriptSample,
} from './samples-scripts.ts';

/** The languages of code samples, in the order of their tabs. `highlight` is the name the highlighter knows them by. */
export const SAMPLE_LANGUAGES = [
  { id: 'curl', label: 'cURL', highlight: 'shellscript' },
  { id: 'javascript', label: 'JavaScript', highlight: 'javascript' },
  { id: 'typescript', label: 'TypeScript', highlight: 'typescript' },
  { id: 'python', label: 'Python', highlight: 'python' },
  { id: 'php', label: 'PHP', highlight: 'php' },
  { id: 'go', label: 'Go', highlight: 'go' },
  { id: 'java', label: 'Java', highlight: 'java' },
  { id: 'csharp', label: 'C#', highlight: 'csharp' },
  { id: 'ruby', label: 'Ruby', highlight: 'ruby' },
] as const;

export type SampleLanguage = (typeof SAMPLE_LANGUAGES)[number]['id'];

const GENERATORS: Record<SampleLanguage, (request: ExampleRequest) => string> = {
  curl: curlSample,
  javascript: javascriptSample,
  typescript: typescriptSample,
  python: pythonSample,
  php: phpSample,
  go: goSample,
  java: javaSample,
  csharp: csharpSample,
  ruby: rubySample,
};

/**
 * A program that sends the request. Every value of the document stands in it as one literal: no quote, line end, `$(…)`, backtick
 * or interpolation in it can become code.
 */
export const codeSample = (language: SampleLanguage, request: ExampleRequest): string =>
  GENERATORS[language](request);

export const isSampleLanguage = (text: string): text is SampleLanguage =>
  SAMPLE_LANGUAGES.some(({ id }) => id === text);
