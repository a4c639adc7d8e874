// The API behind the relay in its bench, in a process of its own: a small JSON answer to everything.
import { createServer } from 'node:http';

const body = JSON.stringify({
  data: Array.from({ length: 10 }, (_, id) => ({ id, name: 'Sara' })),
});
const server = createServer((_req, res) => {
  res.setHeader('content-type', 'application/json');
  res.end(body);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' && address ? address.port : 0);
});
