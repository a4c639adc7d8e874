export type Pipe = {
  stream: ReadableStream<Uint8Array>;
  push(piece: Uint8Array): void;
  close(): void;
  fail(error: Error): void;
};

/** A stream that is pushed to. What waits in it is bounded by whoever pushes. `onCancel`: its reader went away. */
export function createPipe(onCancel: () => void): Pipe {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  const stream = new ReadableStream<Uint8Array>({
    start(started) {
      controller = started;
    },
    cancel() {
      controller = null;
      onCancel();
    },
  });
  const end = (how: (open: ReadableStreamDefaultController<Uint8Array>) => void) => {
    const open = controller;
    controller = null;
    if (open) how(open);
  };
  return {
    stream,
    push: (piece) => controller?.enqueue(piece),
    close: () => end((open) => open.close()),
    fail: (error) => end((open) => open.error(error)),
  };
}
