import { SMTPServer } from 'smtp-server';

export type CaughtMail = { from: string; to: string[]; raw: string; text: string };
export type MailServer = {
  url: string;
  port: number;
  mails: CaughtMail[];
  /** The first `count` mails from now on are refused with this code. */
  refuse(count: number, code?: number): void;
  /** The newest mail to an address. */
  lastTo(address: string): CaughtMail | undefined;
  close(): Promise<void>;
};

const decodeQuoted = (text: string) =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

/** The plain text part, decoded. */
function textOf(raw: string): string {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1];
  const parts = boundary ? raw.split(`--${boundary}`) : [raw];
  const part = parts.find((one) => /content-type: text\/plain/i.test(one)) ?? raw;
  const body = part.slice(part.indexOf('\r\n\r\n') + 4);
  if (/content-transfer-encoding: base64/i.test(part)) {
    return Buffer.from(body, 'base64').toString('utf8');
  }
  return /quoted-printable/i.test(part) ? decodeQuoted(body) : body;
}

/** A real mail server on loopback that keeps what it is given. */
export async function startMailServer(port = 0): Promise<MailServer> {
  const mails: CaughtMail[] = [];
  let refusals = 0;
  let refusalCode = 451;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, callback) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        if (refusals > 0) {
          refusals -= 1;
          callback(Object.assign(new Error('not now'), { responseCode: refusalCode }));
          return;
        }
        const raw = Buffer.concat(pieces).toString('utf8');
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : '';
        mails.push({ from, to: rcptTo.map(({ address }) => address), raw, text: textOf(raw) });
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const address = server.server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    url: `smtp://127.0.0.1:${bound}`,
    port: bound,
    mails,
    refuse(count, code = 451) {
      refusals = count;
      refusalCode = code;
    },
    lastTo: (wanted) =>
      mails.findLast(({ to }) => to.some((one) => one.toLowerCase() === wanted.toLowerCase())),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
