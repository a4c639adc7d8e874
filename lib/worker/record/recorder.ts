import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { WorkerLog } from '../log.ts';
import { nowAndThen } from '../ticker.ts';
import { type AttemptResult, recordResults } from './queries.ts';

export type Recorder = {
  /** Resolves when it is written; who need not know does not wait. */
  add(result: AttemptResult): Promise<void>;
  /** Resolves when everything added so far is written, or was given up for a lost lease. */
  drained(): Promise<void>;
  /** Gives up what cannot be written; only after a failing database outlived the grace of a stop. */
  abandon(): void;
};

const batchLimit = 200;
const retryMs = 250;

// Classes 22 and 23: PostgreSQL refuses the data, and trying again will not change that.
function refusesData(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code));
}

/**
 * Collects results while the last batch is being committed and writes them as the next one: under load a commit serves
 * many, alone a result waits for nothing. A failing database is tried again for as long as it takes.
 */
export function createRecorder(pool: pg.Pool, log: WorkerLog): Recorder {
  let waiting: { result: AttemptResult; done: () => void }[] = [];
  let running: Promise<void> | null = null;
  let abandoned = false;
  const trouble = nowAndThen((error) =>
    log('error', 'Delivery results could not be written; trying again.', { error }),
  );

  async function write(batch: AttemptResult[]): Promise<void> {
    const count = await recordResults(pool, batch);
    if (count < batch.length) {
      log('warn', 'Results came after their lease was lost.', { lost: batch.length - count });
    }
  }

  /** Tries it without the receiver's answer; what is refused even so is claimed again when its lease runs out. */
  async function writeBare(result: AttemptResult): Promise<void> {
    log('error', 'An answer could not be stored as it came.', { delivery: result.deliveryId });
    try {
      await write([{ ...result, responseHeaders: [], responseBody: null }]);
    } catch (error) {
      if (!refusesData(error)) throw error;
      log('error', 'An attempt could not be recorded.', { delivery: result.deliveryId, error });
    }
  }

  async function writeEach(batch: AttemptResult[]): Promise<void> {
    for (const result of batch) {
      await write([result]).catch((error) => {
        if (refusesData(error)) return writeBare(result);
        throw error;
      });
    }
  }

  async function run(): Promise<void> {
    // One turn of the loop: results that end together are written together.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0 && !abandoned) {
      const taken = waiting.slice(0, batchLimit);
      const batch = taken.map(({ result }) => result);
      try {
        await write(batch).catch((error) => {
          if (refusesData(error)) return writeEach(batch);
          throw error;
        });
        trouble.isWell();
        waiting = waiting.slice(taken.length);
        for (const { done } of taken) done();
      } catch (error) {
        trouble.failed(error);
        await delay(retryMs);
      }
    }
    running = null;
  }

  return {
    add(result) {
      const written = new Promise<void>((done) => waiting.push({ result, done }));
      running ??= run();
      return written;
    },
    async drained() {
      while (running) await running;
    },
    abandon() {
      abandoned = true;
    },
  };
}
