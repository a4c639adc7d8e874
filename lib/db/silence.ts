import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import pg from 'pg';

/** How long a connection may say nothing, in milliseconds. Tests shorten it. */
export type Patience = {
  /** An answer that is not there by then is asked about. */
  lookAfterMs: number;
  /** So long the database may take to say what it is doing. */
  sayMs: number;
  /** An answer may be on its way so long after its work has ended. */
  onTheWayMs: number;
};
export const patience: Patience = { lookAfterMs: 5_000, sayMs: 5_000, onTheWayMs: 1_000 };

export const connectionLost = (): Error => new Error('The connection to the database was lost.');

/** What the database says about its work: it works on these, it answers but does not tell, it says nothing. */
type Word = { working: ReadonlySet<number> } | 'refuses' | 'silent';
export type Ask = () => Promise<Word>;

// A backend that waits for its client has not heard the question, or has answered already. Where nobody keeps track of the
// backends ('disabled'), each may be at work.
const working = `select pid from pg_stat_activity
where state in ('active', 'disabled') and wait_event_type is distinct from 'Client'`;

async function askOnce(connectionString: string, sayMs: number): Promise<Word> {
  const client = new pg.Client({
    connectionString,
    application_name: 'okta-portal',
    connectionTimeoutMillis: sayMs,
    query_timeout: sayMs,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(working);
    return { working: new Set(rows.map(({ pid }) => pid)) };
  } catch (error) {
    return error instanceof pg.DatabaseError ? 'refuses' : 'silent';
  } finally {
    // A connection that says nothing does not say goodbye either.
    client.connection.stream.destroy();
  }
}

/** Asks the database what it works on, over a connection made for that; many who ask at once get one answer. */
export function asker(connectionString: string, { sayMs }: Patience): Ask {
  let asking: Promise<Word> | null = null;
  return () => {
    asking ??= askOnce(connectionString, sayMs).finally(() => {
      asking = null;
    });
    return asking;
  };
}

// A database that says nothing twice is away. One that refuses to tell, because it has no connection left for the question,
// may well be at work: it is asked a dozen times.
const doubts = { silent: 6, refuses: 1 };
const enoughDoubt = 12;

/**
 * Gives a connection up that was asked something and whose other end is gone. A network that swallows packets, a proxy
 * that hangs, or a database service that moved leaves connections that look open, and TCP finds out after a quarter of
 * an hour. Silence alone proves nothing, as a long statement is silent too: so the database is asked, over another
 * connection, whether it works on this one.
 */
export function giveUpWhenGone(
  { connection, stream }: { connection: EventEmitter; stream: Socket },
  backend: number,
  ask: Ask,
  { lookAfterMs, onTheWayMs }: Patience,
  onGone: () => void,
): void {
  let answeredAt = stream.bytesWritten;
  // Before pg's own listener, which may send the next question.
  connection.prependListener('readyForQuery', () => {
    answeredAt = stream.bytesWritten;
  });
  let doubt = { sinceByte: -1, weight: 0 };

  async function isGone(): Promise<boolean> {
    const [read, written] = [stream.bytesRead, stream.bytesWritten];
    const word = await ask();
    if (typeof word === 'string') {
      const before = doubt.sinceByte === read ? doubt.weight : 0;
      doubt = { sinceByte: read, weight: before + doubts[word] };
      // Who had his time to say something is asked again at once.
      if (doubt.weight < enoughDoubt) return word === 'silent' ? isGone() : false;
    } else {
      doubt.weight = 0;
      if (word.working.has(backend)) return false;
      await sleep(onTheWayMs);
    }
    // What came while this process itself stood still is read before it is judged.
    await turn();
    await turn();
    return stream.bytesRead === read && stream.bytesWritten === written;
  }

  async function look(): Promise<void> {
    const gone = await isGone();
    if (stream.destroyed || stream.bytesWritten === answeredAt) return;
    if (!gone) {
      stream.setTimeout(lookAfterMs);
      return;
    }
    stream.destroy(connectionLost());
    onGone();
  }
  stream.on('timeout', () => {
    if (stream.bytesWritten > answeredAt) void look();
  });
  stream.setTimeout(lookAfterMs);
}
