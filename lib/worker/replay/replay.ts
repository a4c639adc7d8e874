import type { Database } from '../../db/client.ts';
import type { Clock } from '../../std/clock.ts';
import type { WorkerLog } from '../log.ts';
import { startTicker, type Ticker } from '../ticker.ts';
import { stepReplay } from './queries.ts';

const lookEveryMs = 250;

/** Works on the replays that are running, a step of each a second. `onQueued`: deliveries have become due. */
export function startReplays(options: {
  db: Database;
  clock: Clock;
  log: WorkerLog;
  onQueued: () => void;
}): Ticker {
  return startTicker({
    everyMs: lookEveryMs,
    minGapMs: 5,
    async turn() {
      const moved = await stepReplay(options.db.$client, options.clock.now());
      if (moved) options.onQueued();
      return moved !== null;
    },
    onError: (error) => options.log('error', 'Replays could not go on.', { error }),
  });
}
