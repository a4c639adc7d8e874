import type { HistoryEntry } from '#lib/domain/console/history.ts';
import { BodyText } from '../../ui/body-text.tsx';
import { HeadersList } from '../deliveries/headers-list.tsx';
import { SendAgain } from './send-again.tsx';

/** One request of the history, as it was sent and answered. */
export function HistoryDetail({ entry }: { entry: HistoryEntry }) {
  const { requestHeaders, requestBody, responseHeaders, status, errorCode } = entry;
  const answered = status === null ? `No answer: ${errorCode}` : `Answered ${status}`;
  return (
    <section aria-label="The chosen request" className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="min-w-0 font-mono text-sm font-semibold break-all">
          {entry.method} {entry.path}
        </h2>
        <SendAgain
          entry={{
            api: entry.api,
            environment: entry.environment,
            installationId: entry.installationId,
            credentialId: entry.credentialId,
            method: entry.method,
            path: entry.path,
            headers: requestHeaders,
            body: requestBody,
          }}
        />
      </div>
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <div className="grid min-w-0 gap-3">
          <HeadersList title="Request headers" headers={requestHeaders} />
          {requestBody ? <BodyText title="Request body" text={requestBody} /> : null}
        </div>
        <div className="grid min-w-0 gap-3">
          <HeadersList
            title={`${answered}, in ${entry.durationMs} ms`}
            headers={responseHeaders ?? []}
          />
          {entry.responseBody ? (
            <BodyText
              title="Answer"
              text={entry.responseBody}
              className="max-h-128 overflow-auto"
            />
          ) : null}
        </div>
      </div>
    </section>
  );
}
