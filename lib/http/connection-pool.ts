import type { Socket } from 'node:net';
import { Client } from 'undici';

/** One connection that undici speaks HTTP on. It is never made anew: the guard hands over a judged socket, once. */
export type Connection = { client: Client; socket: Socket };

export type ConnectionPool = {
  /** An idle connection, most recently used first; null when there is none. */
  take(key: string): Connection | null;
  /** Gives a connection back after a complete answer. A closed one is dropped. */
  give(key: string, connection: Connection): void;
  close(): void;
};

// Idle connections are kept for a moment only. The longer they lie, the likelier the receiver closes one at the
// very moment it is used again, and then nobody knows whether the request arrived.
const idleMs = 1000;
const idleMaxMs = 2000;
const idlePerKey = 16;

/** Lets undici speak HTTP/1.1 on a socket that is connected already. `host` only names the client. */
export function connectionOn(socket: Socket): Connection {
  let handedOver = false;
  const client = new Client('http://judged.invalid', {
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: idleMs,
    keepAliveMaxTimeout: idleMaxMs,
    connect: (_options, callback) => {
      if (handedOver) return callback(new Error('The connection is closed.'), null);
      handedOver = true;
      // Not at once: undici asks in the middle of its own turn and does not look again before that ends.
      queueMicrotask(() => callback(null, socket));
    },
  });
  return { client, socket };
}

function isUsable({ client, socket }: Connection): boolean {
  return !client.destroyed && !client.closed && !socket.destroyed && socket.readable;
}

/** Ends a connection at once; whatever runs on it fails. */
export function dropConnection({ client, socket }: Connection): void {
  socket.destroy();
  client.destroy().catch(() => undefined);
}

/** Keeps idle connections by key. */
export function createConnectionPool(): ConnectionPool {
  const idle = new Map<string, Connection[]>();
  const watched = new WeakSet<Connection>();

  function remove(key: string, connection: Connection): void {
    const list = idle.get(key);
    const at = list?.indexOf(connection) ?? -1;
    if (!list || at < 0) return;
    list.splice(at, 1);
    if (list.length === 0) idle.delete(key);
  }

  return {
    take(key) {
      for (let found = idle.get(key)?.pop(); found; found = idle.get(key)?.pop()) {
        if (idle.get(key)?.length === 0) idle.delete(key);
        if (isUsable(found)) return found;
        dropConnection(found);
      }
      return null;
    },
    give(key, connection) {
      const list = idle.get(key) ?? [];
      if (!isUsable(connection) || list.length >= idlePerKey) return dropConnection(connection);
      list.push(connection);
      idle.set(key, list);
      if (watched.has(connection)) return;
      watched.add(connection);
      connection.socket.once('close', () => remove(key, connection));
    },
    close() {
      for (const connection of [...idle.values()].flat()) dropConnection(connection);
      idle.clear();
    },
  };
}
