import type { ReactNode } from 'react';
import type { HomeTask } from '#lib/domain/home/schemas.ts';
import { routes } from '#lib/routes.ts';
import { counted } from '#lib/std/counted.ts';
import type { NoticeId } from '#lib/std/ids.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';

export type TaskWords = {
  tone: 'bad' | 'warn' | 'info';
  title: ReactNode;
  text: ReactNode;
  action: { label: string; href: string };
  /** Where it can be put away. */
  dismiss?: { url: string; method: 'POST' | 'DELETE' };
};

const address = (url: string) => url.replace(/^https?:\/\//, '');
const Url = ({ url }: { url: string }) => (
  <code className="text-[0.8125rem] break-all">{address(url)}</code>
);

type Kind = HomeTask['kind'];
type Of<K extends Kind> = Extract<HomeTask, { kind: K }>;
type Words = { [K in Kind]: (task: Of<K>) => TaskWords };

const webhooksOf = (task: Of<'endpoint_disabled' | 'endpoint_failing' | 'endpoint_recovered'>) =>
  task.isBridge ? routes.app(task.appId, 'webhooks') : routes.endpoint(task.appId, task.endpointId);
const dismissAccountNotice = (notice: NoticeId) =>
  ({ url: routes.portalData('account-notices', notice), method: 'DELETE' }) as const;

// What is wrong, what follows from it, and where the next step is done.
const words: Words = {
  endpoint_disabled: (task) => ({
    tone: 'bad',
    title: task.isBridge ? 'The bridge is disabled' : 'An endpoint is disabled',
    text: (
      <>
        <Url url={task.url} /> {task.reason === 'gone' ? 'answered 410 Gone' : 'kept failing'},{' '}
        <RelativeTime at={task.at} />. Its events are kept until it is enabled again.
      </>
    ),
    action: { label: 'Mend and enable it', href: webhooksOf(task) },
  }),
  endpoint_failing: (task) => ({
    tone: 'warn',
    title: task.isBridge ? 'The bridge fails' : 'An endpoint fails',
    text: (
      <>
        <Url url={task.url} /> has not answered well since <RelativeTime at={task.at} />:{' '}
        {counted(task.failures, 'attempt', 'attempts')} in a row. What failed is retried by itself.
      </>
    ),
    action: {
      label: 'See what it answered',
      href: routes.deliveries(task.appId, { endpoint: task.endpointId }),
    },
  }),
  endpoint_recovered: (task) => ({
    tone: 'info',
    title: 'An endpoint works again',
    text: (
      <>
        <Url url={task.url} />: {counted(task.waiting, 'delivery', 'deliveries')} failed or were
        held meanwhile.
      </>
    ),
    action: { label: 'Replay them', href: webhooksOf(task) },
    dismiss: { url: routes.appData(task.appId, 'notices', task.noticeId), method: 'POST' },
  }),
  token_expiring: (task) => ({
    tone: 'warn',
    title: 'A token ends soon',
    text: (
      <>
        <code>{task.hint}</code> of <bdi>{task.tenantName}</bdi> ends{' '}
        <RelativeTime at={task.expiresAt} />. Calls with it are refused from then on.
      </>
    ),
    action: { label: 'Rotate it', href: routes.app(task.appId, 'tokens') },
  }),
  old_token_used: (task) => ({
    tone: 'warn',
    title: 'An old token is still in use',
    text: (
      <>
        <code>{task.hint}</code> of <bdi>{task.tenantName}</bdi> was rotated and ends{' '}
        <RelativeTime at={task.expiresAt} />, but something called with it{' '}
        <RelativeTime at={task.at} />.
      </>
    ),
    action: { label: 'See who calls', href: routes.logs(task.appId, { token: task.tokenId }) },
  }),
  scope_denied: (task) => ({
    tone: 'warn',
    title: 'Calls lack a scope',
    text: (
      <>
        {counted(task.calls, 'call', 'calls')} of the last 7 days needed <code>{task.scope}</code>,
        which {task.isAsked ? 'the school has not granted' : 'the app does not ask for'}.
      </>
    ),
    action: task.isAsked
      ? { label: 'Consent', href: routes.app(task.appId, 'installations') }
      : { label: 'Ask for it', href: routes.app(task.appId, 'scopes') },
  }),
  consent_missing: (task) => ({
    tone: 'info',
    title: 'Consent is missing',
    text: `${counted(task.tenants, 'school has', 'schools have')} not granted everything that the app needs. What was granted goes on working.`,
    action: { label: 'See the installations', href: routes.app(task.appId, 'installations') },
  }),
  rate_limited: (task) => ({
    tone: 'warn',
    title: 'Calls were over the rate limit',
    text: (
      <>
        {counted(task.calls, 'call was', 'calls were')} answered 429 within a day, the last{' '}
        <RelativeTime at={task.at} />. Wait as Retry-After says.
      </>
    ),
    action: { label: 'See the usage', href: routes.usage(task.appId) },
  }),
  version_rejected: (task) => ({
    tone: 'bad',
    title: `Version ${task.number ?? ''} was rejected`,
    text: task.reason ? <bdi>{task.reason}</bdi> : 'The reviewers say why on its page.',
    action: { label: 'Mend it', href: routes.app(task.appId, 'versions') },
    dismiss: dismissAccountNotice(task.noticeId),
  }),
  version_approved: (task) => ({
    tone: 'info',
    title: `Version ${task.number ?? ''} was approved`,
    text: 'Schools get it when you publish it.',
    action: { label: 'Publish it', href: routes.app(task.appId, 'versions') },
    dismiss: dismissAccountNotice(task.noticeId),
  }),
  version_draft: (task) => ({
    tone: 'info',
    title: `Version ${task.number} is a draft`,
    text: (
      <>
        Changed <RelativeTime at={task.at} />. Submit it when it is ready; the policy scan says what
        is missing.
      </>
    ),
    action: { label: 'Open the manifest', href: routes.app(task.appId, 'manifest') },
  }),
  version_in_review: (task) => ({
    tone: 'info',
    title: `Version ${task.number} is with the reviewers`,
    text: (
      <>
        Submitted <RelativeTime at={task.at} />. Nothing to do: you are told here.
      </>
    ),
    action: { label: 'See the version', href: routes.app(task.appId, 'versions') },
  }),
};

/** How a task is told, and where the next step is done. */
export function wordsOf(task: HomeTask): TaskWords {
  // Each kind has its own words; TypeScript does not follow a union through a table.
  const tell = words[task.kind] as (task: HomeTask) => TaskWords;
  return tell(task);
}

/** What keeps a task apart from the others. */
export function keyOf(task: HomeTask): string {
  const { kind, appId } = task;
  if ('noticeId' in task) return task.noticeId;
  if ('endpointId' in task) return `${kind} ${task.endpointId}`;
  if ('tokenId' in task) return `${kind} ${task.tokenId} ${task.hint}`;
  return `${kind} ${appId} ${'scope' in task ? task.scope : ''}`;
}
