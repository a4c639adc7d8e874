import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { DeliveryView } from '#lib/domain/deliveries/schemas.ts';
import { newId } from '#lib/std/ids.ts';
import { DeliveryNotice } from './delivery-notice.tsx';

function notice(lastStatusCode: number | null, lastError: string | null = null): string {
  // The notice reads no more of a delivery than this.
  const delivery = {
    appId: newId('app'),
    endpointId: newId('whe'),
    status: 'retrying',
    nextAttemptAt: null,
    attemptCount: 1,
    lastError,
    lastStatusCode,
    isBridge: false,
  } as DeliveryView;
  return renderToStaticMarkup(createElement(DeliveryNotice, { delivery }));
}

it('what was delivered and is resent asks nobody to mend anything', () => {
  expect(notice(200)).toContain('It is sent again');
  expect(notice(204)).not.toContain('Answer with a status');
});

it('what failed says why, what to do, and when it is tried again', () => {
  expect(notice(500)).toContain('HTTP 500. Next attempt');
  expect(notice(500)).toContain('Its own log says why.');
  expect(notice(302)).toContain('Redirects are not followed.');
  expect(notice(200, 'timeout')).toContain('Timed out. Next attempt');
});
