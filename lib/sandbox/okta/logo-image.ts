import { crc32, deflateSync } from 'node:zlib';
import { LightResponse } from '../light-response.ts';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');
const colours: readonly number[][] = [
  [31, 97, 141],
  [20, 120, 98],
  [125, 82, 160],
  [176, 84, 48],
  [160, 58, 96],
  [74, 91, 112],
];

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** A square with two bars of its own heights, in one of a few colours: the same name is always the same picture. */
function drawLogo(name: string, size: number): Buffer {
  const seed = crc32(name);
  const palette = Buffer.from([255, 255, 255, ...(colours[seed % colours.length] ?? [])]);
  const unit = size / 8;
  const heights = [2 + ((seed >>> 8) % 3), 2 + ((seed >>> 16) % 3)];
  const rows = Buffer.alloc(size * (size + 1), 1);
  for (let y = 0; y < size; y++) {
    rows[y * (size + 1)] = 0; // No filter for this line.
    for (let x = 0; x < size; x++) {
      const [column, row] = [Math.floor(x / unit), 7 - Math.floor(y / unit)];
      const height = column === 2 || column === 5 ? heights[column === 2 ? 0 : 1] : undefined;
      if (height !== undefined && row >= 2 && row < 2 + height) rows[y * (size + 1) + x + 1] = 0;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 3], 8); // Eight bits a pixel, colours from the palette.
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const groupSizes: Readonly<Record<string, number>> = { medium: 64, large: 128 };

/**
 * The picture behind a `logo` link of an app or a group that has none of its own; null: the address is not one of those.
 * `file` is what follows `/img/logos/`. Pages show it without a token, and it tells nothing: any app's name has one.
 */
export function answerLogo(file: string): Response | null {
  const group = /^groups\/okta-(medium|large)\.png$/.exec(file)?.[1];
  const app = /^[A-Za-z0-9_.-]{1,255}\.png$/.test(file) ? file : undefined;
  if (!group && !app) return null;
  const png = group ? drawLogo('group', groupSizes[group] ?? 64) : drawLogo(file, 64);
  return new LightResponse(new Uint8Array(png), {
    headers: {
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'content-security-policy': "default-src 'none'",
      'cache-control': 'public, max-age=86400',
    },
  });
}
