import type { OperationPage } from '#lib/openapi/model.ts';
import { ResponseExamples } from './response-examples.tsx';
import { type Sample, Samples } from './samples.tsx';

type OperationAsideProps = { page: OperationPage; samples: readonly Sample[] };

/** Beside the text: the request in the reader's language, and what comes back. */
export function OperationAside({ page, samples }: OperationAsideProps) {
  const made = new Set(samples.flatMap(({ id, syntax }) => [id, syntax]));
  const others = page.operation.codeSamples.filter(({ lang }) => !made.has(lang.toLowerCase()));
  return (
    <div className="grid gap-5 pb-8">
      <Samples samples={samples} others={others} />
      <ResponseExamples responses={page.operation.responses} />
    </div>
  );
}
