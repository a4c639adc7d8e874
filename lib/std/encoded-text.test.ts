import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { EncodedTextResponse, encodeText } from './encoded-text.ts';

/** What a server that answers by `listener` sends, as it stands on the wire. */
async function answerOf(listener: RequestListener<never, typeof EncodedTextResponse>) {
  const server = createServer({ ServerResponse: EncodedTextResponse }, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`);
    return { length: response.headers.get('content-length'), text: await response.text() };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const text = '{"full_name":"سارة القحطاني · Zoë 🎓 \u0080ÿ"}';

test('an encoded text arrives as it was, with the length of its bytes', async () => {
  const encoded = encodeText(text);
  const answer = await answerOf((_req, res) => {
    res.writeHead(200, { 'content-length': encoded.byteLength });
    res.end(encoded);
  });
  expect(answer).toEqual({ length: String(Buffer.byteLength(text)), text });
});

test('head and encoded text leave in one write', async () => {
  let writes = 0;
  const answer = await answerOf((_req, res) => {
    const { socket } = res;
    const write = socket?._write;
    if (socket && write) {
      socket._write = (...args) => {
        writes++;
        return write.apply(socket, args);
      };
    }
    res.end(encodeText(text));
  });
  expect(answer.text).toBe(text);
  expect(writes).toBe(1);
});

test('strings, bytes, calls back and empty answers are what they were', async () => {
  const plain = await answerOf((_req, res) => res.end(text));
  expect(plain).toEqual({ length: String(Buffer.byteLength(text)), text });
  expect((await answerOf((_req, res) => res.end(Buffer.from(text)))).text).toBe(text);
  expect((await answerOf((_req, res) => res.end())).text).toBe('');
  let isDone = false;
  const told = await answerOf((_req, res) => {
    res.end(encodeText(text), () => {
      isDone = true;
    });
  });
  expect(told.text).toBe(text);
  expect(isDone).toBe(true);
});
