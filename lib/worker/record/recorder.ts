import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { WorkerLog } from '../log.ts';
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

// Class 22: PostgreSQL refuses a value. Nothing but the receiver's answer can hold such a value.
function refusesValue(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('22');
}

/**
 * Collects results while the last batch is being committed and writes them as the next one: under load a commit serves
 * many, alone a result waits for nothing. A failing database is tried again for as long as it takes.
 */
export function createRecorder(pool: pg.Pool, log: WorkerLog): Recorder {
  let waiting: { result: AttemptResult; done: () => void }[] = [];
  let running: Promise<void> | null = null;
  let abandoned = false;

  async function write(batch: AttemptResult[]): Promise<void> {
    const count = await recordResults(pool, batch);
    if (count < batch.length) {
      log('warn', 'Results came after their lease was lost.', { lost: batch.length - count });
    }
  }

  async function writeEach(batch: AttemptResult[]): Promise<void> {
    for (const result of batch) {
      try {
        await write([result]);
      } catch (error) {
        if (!refusesValue(error)) throw error;
        log('error', 'An answer could not be stored as it came.', { delivery: result.deliveryId });
        await write([{ ...result, responseHeaders: [], responseBody: null }]);
      }
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
          if (refusesValue(error)) return writeEach(batch);
          throw error;
        });
        waiting = waiting.slice(taken.length);
        for (const { done } of taken) done();
      } catch (error) {
        log('error', 'Delivery results could not be written; trying again.', { error });
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
