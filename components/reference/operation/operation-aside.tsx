import type { ReactNode } from 'react';
import type { OperationPage } from '#lib/openapi/model.ts';
import { responseExamples } from './response-examples.tsx';
import { type Sample, samplePanels } from './samples.tsx';

type OperationAsideProps = { page: OperationPage; samples: readonly Sample[] };

/** Beside the text: the request in the reader's language, and what comes back. For a static slot. */
export async function operationAside({ page, samples }: OperationAsideProps): Promise<ReactNode> {
  const made = new Set(['shell', ...samples.flatMap(({ id, syntax }) => [id, syntax])]);
  const others = page.operation.codeSamples.filter(({ lang }) => !made.has(lang.toLowerCase()));
  const [request, answers] = await Promise.all([
    samplePanels({ samples, others }),
    responseExamples(page.operation.responses),
  ]);
  return (
    <div className="grid grid-cols-1 gap-5 pb-8">
      {request}
      {answers}
    </div>
  );
}
