import { ArrowRight } from 'lucide-react';
import { type ErrorCode, errorTable } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { isId } from '#lib/std/is-id.ts';
import { isOktaRequestId } from '#lib/std/okta-request-id.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import type { Answer } from '../relay-fetch.ts';
import type { AnswerPanelProps } from './answer-panel.tsx';
import { nextPage } from './next-page.ts';

type NextStepsProps = Pick<
  AnswerPanelProps,
  'operation' | 'environment' | 'caller' | 'isSignedIn' | 'onNextPage'
> & {
  answer: Answer;
};

/** The thread onwards: the log entry of this request, the event it caused, the page of the error it got. */
export function NextSteps(props: NextStepsProps) {
  const { answer, operation, environment, caller, onNextPage } = props;
  const { requestId } = answer;
  const inSandbox = environment?.kind === 'sandbox';
  const log = inSandbox ? logOf(props) : null;
  // Only calls of the Partners API cause events.
  const wrote =
    caller !== undefined && answer.status < 300 && !['GET', 'HEAD'].includes(operation.method);
  const error = errorOf(answer);
  const describesError = error !== null;
  const next = nextPage(answer);
  if (!requestId && !describesError && next === null) return null;
  return (
    <ul className="console-next">
      {requestId ? (
        <li>
          <span className="text-muted">Request</span>{' '}
          {log ? (
            <a href={log} className="console-link font-mono">
              {requestId}
            </a>
          ) : (
            <code>{requestId}</code>
          )}
          <CopyButton text={requestId} label="Copy the request id" />
        </li>
      ) : null}
      {log && wrote ? (
        <li>
          <a href={`${log}#events`} className="console-link">
            See the event and its deliveries
            <ArrowRight className="size-3.5" aria-hidden="true" />
          </a>
        </li>
      ) : null}
      {next === null ? null : (
        <li>
          <Button size="sm" onClick={() => onNextPage(next)}>
            Next page
          </Button>
        </li>
      )}
      {describesError ? (
        <li>
          <a href={routes.error(error)} className="console-link">
            What {error} means and how to mend it
            <ArrowRight className="size-3.5" aria-hidden="true" />
          </a>
        </li>
      ) : null}
    </ul>
  );
}

/** Where the sandbox keeps what it knows of this request: with the app, or, of the Okta API, with the organization. */
function logOf({ answer: { requestId }, caller, isSignedIn }: NextStepsProps): string | null {
  const appId = caller?.app.id;
  if (isId('app', appId) && isId('req', requestId)) return routes.log(appId, requestId);
  return isSignedIn && isOktaRequestId(requestId) ? routes.oktaLog(requestId) : null;
}

/** The code in the error envelope, if the answer is one. */
function errorOf(answer: Answer): ErrorCode | null {
  const isRefusal = answer.status >= 400 || answer.refusedBy === 'portal';
  if (!isRefusal || answer.body.length > 100_000) return null;
  try {
    const body: unknown = JSON.parse(new TextDecoder().decode(answer.body));
    const code = typeof body === 'object' && body !== null && 'error' in body ? body.error : null;
    return typeof code === 'string' && isErrorCode(code) ? code : null;
  } catch {
    return null;
  }
}

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorTable, code);
