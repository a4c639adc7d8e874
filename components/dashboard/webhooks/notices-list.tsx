'use client';
import { useState } from 'react';
import type { NoticeView } from '#lib/domain/notices/schemas.ts';
import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { portalFetch, refusalText } from '../portal-fetch.ts';
import { Refusal } from '../refusal.tsx';

const tones = {
  endpoint_failing: 'warn',
  endpoint_warning: 'warn',
  endpoint_disabled: 'bad',
  endpoint_recovered: 'good',
} as const;

function titleOf({ kind, reason, failures }: NoticeView): string {
  switch (kind) {
    case 'endpoint_failing':
      return 'It has begun to fail';
    case 'endpoint_warning':
      return `It keeps failing: ${failures} attempts in a row`;
    case 'endpoint_disabled':
      return reason === 'gone'
        ? 'It was disabled: it answered 410'
        : 'It was disabled: it kept failing';
    case 'endpoint_recovered':
      return 'It works again';
  }
}

function textOf({ kind, reason, waiting, isBridge }: NoticeView): string {
  switch (kind) {
    case 'endpoint_failing':
      return 'What failed is retried by itself; nothing is lost.';
    case 'endpoint_warning':
      return 'If 95 of 100 attempts fail, or all for 5 days, it is disabled and its events are kept.';
    case 'endpoint_disabled':
      return reason === 'gone'
        ? `What is due is kept as held until you ${isBridge ? 'save its address again' : 'enable it'}.`
        : 'Its events are kept as held. One of them is tried every hour; when that goes well, it is enabled again.';
    case 'endpoint_recovered':
      return waiting > 0
        ? `${waiting} ${waiting === 1 ? 'delivery' : 'deliveries'} failed or were held meanwhile and can be ${isBridge ? 'sent again' : 'replayed'}.`
        : 'Nothing was lost meanwhile.';
  }
}

/** Where something can be done about it. */
function targetOf({ appId, endpointId, isBridge, kind, waiting }: NoticeView) {
  const isOver = kind === 'endpoint_recovered' && waiting > 0;
  if (!isBridge) {
    return {
      href: routes.endpoint(appId, endpointId),
      label: isOver ? 'Replay them' : 'Open the endpoint',
    };
  }
  return isOver
    ? { href: routes.deliveries(appId, { endpoint: endpointId }), label: 'Show them' }
    : { href: routes.bridge(appId), label: 'Open the bridge' };
}

type NoticesListProps = {
  notices: readonly NoticeView[];
  /** Viewers put nothing away. */
  mayChange: boolean;
  /** Says which app each is about: on a page of several. */
  showApp?: boolean;
};

/** What the portal has to tell about endpoints; each can be put away. */
export function NoticesList({ notices, mayChange, showApp }: NoticesListProps) {
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<{ id: string; text: string } | null>(null);
  const dismiss = async ({ appId, id }: NoticeView) => {
    try {
      await portalFetch(routes.appData(appId, 'notices', id), { method: 'POST', body: {} });
      setGone((before) => new Set([...before, id]));
    } catch (error) {
      setRefused({ id, text: refusalText(error) });
    }
  };
  const shown = notices.filter(({ id }) => !gone.has(id));
  if (shown.length === 0) return null;
  return (
    <section aria-label="Notices" className="grid grid-cols-1 gap-2">
      {shown.map((notice) => {
        const target = targetOf(notice);
        return (
          <Callout
            key={notice.id}
            tone={tones[notice.kind]}
            title={titleOf(notice)}
            actions={
              <span className="flex flex-wrap items-center gap-2" data-needs-js="">
                <LinkButton size="sm" href={target.href}>
                  {target.label}
                </LinkButton>
                {mayChange ? (
                  <Button size="sm" variant="ghost" onClick={() => void dismiss(notice)}>
                    Dismiss
                  </Button>
                ) : null}
                <Refusal text={refused?.id === notice.id ? refused.text : null} />
              </span>
            }
          >
            {showApp ? <bdi>{notice.appName}: </bdi> : null}
            <span className="font-mono text-[0.8125rem] break-all">{notice.endpointUrl}</span>{' '}
            <RelativeTime at={notice.at} />. {textOf(notice)}
          </Callout>
        );
      })}
    </section>
  );
}
