// The receiver of the deliveries bench, in a process of its own: answers 204, and says on request what it got.
import { createServer } from 'node:http';

let lagsMs: number[] = [];

/** Milliseconds since the delivery was written: its id is a version 7 UUID, which begins with that moment. */
function lagOf(deliveryId: string): number {
  return Date.now() - Number.parseInt(deliveryId.replace('-', '').slice(0, 12), 16);
}

const server = createServer((request, response) => {
  const id = request.headers['x-okta-delivery-id'];
  if (typeof id === 'string') lagsMs.push(lagOf(id));
  request.resume();
  // Dead endpoints take the request and never answer.
  if (request.url === '/dead') return;
  request.on('end', () => response.writeHead(204).end());
});

process.on('message', (message) => {
  process.send?.({ lagsMs });
  if (message === 'reset') lagsMs = [];
});
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
});
