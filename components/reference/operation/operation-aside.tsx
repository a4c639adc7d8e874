import type { ReactNode } from 'react';
import type { OperationPage } from '#lib/openapi/model.ts';
import { requestExamples } from './request-examples.tsx';
import { responseExamples } from './response-examples.tsx';
import { type Sample, samplePanels } from './samples.tsx';

type OperationAsideProps = { page: OperationPage; samples: readonly Sample[] };

/** Beside the text: the request in the reader's language, and what comes back. For a static slot. */
export async function operationAside({ page, samples }: OperationAsideProps): Promise<ReactNode> {
  // What the document gives in a language of the tabs stands there; what is left follows them.
  const shown = new Set(samples.map(({ code }) => code));
  const others = page.operation.codeSamples.filter(({ source }) => !shown.has(source));
  const [request, bodies, answers] = await Promise.all([
    samplePanels({ samples, others }),
    requestExamples(page.operation.requestBody),
    responseExamples(page.operation.responses),
  ]);
  return (
    <div className="grid grid-cols-1 gap-5 pb-8">
      {request}
      {bodies}
      {answers}
    </div>
  );
}
