// The API behind e2e/documents/workshop.yaml: tells what it was sent, or answers as its document says.
import { createServer } from 'node:http';

const port = Number(process.argv[2]);
const json = (res, status, body, headers = {}) =>
  res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

/** Answers that have begun and not ended. */
const streams = new Set();

/** Answers of their own, by method and path; everything else tells what was sent. */
const answers = {
  'GET /v1/tools': (res, url) => {
    const page = Number(url.searchParams.get('page') ?? '1');
    const link = page < 2 ? { link: `<http://127.0.0.1:${port}/v1/tools?page=2>; rel="next"` } : {};
    // The second page does not keep to its document.
    const total = page < 2 ? '2' : '"two"';
    const body = `{"data":[{"id":900719925474099${page},"name":"منشار"}],"total":${total}}`;
    json(res, 200, body, { ...link, 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '59' });
  },
  'GET /v1/file': (res) =>
    res
      .writeHead(200, { 'content-type': 'application/octet-stream' })
      .end(Buffer.from([0, 255, 1])),
  'GET /v1/stream': (res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.write('data: first\n\n');
    streams.add(res);
    res.on('close', () => streams.delete(res));
  },
  // The streams go on when the test has seen their beginning.
  'POST /v1/stream/rest': (res) => {
    for (const stream of streams) stream.end('data: second\n\n');
    json(res, 200, '{}');
  },
  'GET /v1/large': (res) =>
    json(
      res,
      200,
      JSON.stringify(Array.from({ length: 60_000 }, (_, id) => ({ id, name: 'saw' }))),
    ),
  'GET /v1/page': (res) =>
    res
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<script>document.title="run"</script>'),
};

createServer(async (req, res) => {
  const pieces = [];
  for await (const piece of req) pieces.push(piece);
  const { method, headers } = req;
  const url = new URL(req.url ?? '/', `http://127.0.0.1:${port}`);
  const answer = answers[`${method} ${url.pathname}`];
  if (answer) return answer(res, url);
  const body = Buffer.concat(pieces).toString('utf8');
  return json(
    res,
    method === 'POST' ? 201 : 200,
    JSON.stringify({ method, url: req.url, headers, body }),
  );
}).listen(port, '127.0.0.1');
