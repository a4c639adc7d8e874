import { useCallback, useRef, useState } from 'react';
import { type Outcome, relayFetch, sendAgain, type Where } from './relay-fetch.ts';
import type { SwaggerRequest } from './swagger-types.ts';

/** Sends requests one at a time and keeps the last one's outcome. `onSend` is called before each. */
export function useExchange(where: Where, onSend: () => void) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [sending, setSending] = useState(false);
  const running = useRef<AbortController>(null);
  // swagger-ui keeps the function it was mounted with; what is chosen now is read at the moment of sending.
  const now = useRef({ where, onSend, outcome });
  now.current = { where, onSend, outcome };

  const run = useCallback(
    async (
      work: (watch: { onPart(part: Outcome): void; signal: AbortSignal }) => Promise<Outcome>,
    ) => {
      running.current?.abort();
      const stop = new AbortController();
      running.current = stop;
      setSending(true);
      const isCurrent = () => running.current === stop;
      const onPart = (part: Outcome) => isCurrent() && setOutcome(part);
      const result = await work({ onPart, signal: stop.signal });
      if (!isCurrent()) return;
      setOutcome(result);
      setSending(false);
    },
    [],
  );
  const send = useCallback(
    (url: string, request: SwaggerRequest) => {
      now.current.onSend();
      return run((watch) => relayFetch(now.current.where, url, request, watch));
    },
    [run],
  );
  const again = useCallback(
    (path: string) => {
      const { outcome, where } = now.current;
      if (outcome) void run((watch) => sendAgain(where, { ...outcome.sent, path }, watch));
    },
    [run],
  );
  const stop = useCallback(() => running.current?.abort(), []);
  return { outcome, sending, send, again, stop };
}
