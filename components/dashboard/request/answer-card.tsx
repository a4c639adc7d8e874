import type { LoggedRequest } from '#lib/domain/requests/get-request.ts';
import { prettyJson } from '#lib/std/pretty-json.ts';
import { Card } from '../../ui/card.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';

/** What was sent and what came back, as far as the log keeps it. */
export function AnswerCard({ row }: { row: LoggedRequest }) {
  return (
    <div className="grid gap-6 xl:grid-cols-2">
      {row.requestBody ? (
        <Card title="Request body">
          <CodeBlock language="json" code={prettyJson(row.requestBody) ?? row.requestBody} />
        </Card>
      ) : null}
      <Card title="Answer body">
        {row.responseBody ? (
          <CodeBlock language="json" code={prettyJson(row.responseBody) ?? row.responseBody} />
        ) : (
          <p className="text-sm text-muted">
            {row.status === 204
              ? 'The answer had none.'
              : 'Bodies of successful reads are not kept.'}
          </p>
        )}
      </Card>
    </div>
  );
}
