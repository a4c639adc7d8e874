import type { NoticeKind } from '#lib/db/schema/recovery.ts';
import type { AppId, EndpointId, NoticeId } from '#lib/std/ids.ts';

export type NoticeView = {
  id: NoticeId;
  kind: NoticeKind;
  appId: AppId;
  appName: string;
  endpointId: EndpointId;
  endpointUrl: string;
  isBridge: boolean;
  /** Why it was disabled: `gone` or `failing`. */
  reason: string | null;
  failures: number;
  /** At a recovery: what failed or was held and can be replayed. */
  waiting: number;
  at: string;
};
