import net from 'node:net';
import { closeServer, listen, portOf } from './receiver.ts';

export type Mail = {
  from: string;
  /** Of the envelope. */
  to: string[];
  /** Headers and body as they came, soft line breaks undone. */
  text: string;
};

export type MailServer = { url: string; received: Mail[]; close(): Promise<void> };

const address = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? '';

function serve(socket: net.Socket, received: Mail[]): void {
  let mail: Mail = { from: '', to: [], text: '' };
  let inData = false;
  let rest = '';
  const say = (line: string) => socket.write(`${line}\r\n`);
  const onLine = (line: string): void => {
    if (inData && line !== '.') {
      mail.text += line.endsWith('=') ? line.slice(0, -1) : `${line}\n`;
      return;
    }
    if (inData) {
      inData = false;
      received.push(mail);
      mail = { from: '', to: [], text: '' };
      say('250 kept');
      return;
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'MAIL') mail.from = address(line);
    if (verb === 'RCPT') mail.to.push(address(line));
    if (verb === 'DATA') {
      inData = true;
      say('354 go on');
    } else if (verb === 'QUIT') {
      say('221 bye');
      socket.end();
    } else say('250 ok');
  };
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString('utf8')).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  say('220 mail.example ready');
}

/** A mail server on 127.0.0.1 that keeps what it is given. */
export async function startMailServer(): Promise<MailServer> {
  const received: Mail[] = [];
  const server = await listen(net.createServer((socket) => serve(socket, received)));
  return {
    url: `smtp://127.0.0.1:${portOf(server)}`,
    received,
    close: () => closeServer(server),
  };
}
