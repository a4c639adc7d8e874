const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `value` in base 62, most significant digit first, filled with zeros to `width` digits. */
export function numberToBase62(value: number, width: number): string {
  let text = '';
  for (let rest = value; text.length < width || rest > 0; rest = Math.floor(rest / 62)) {
    text = alphabet.charAt(rest % 62) + text;
  }
  return text;
}

/** The bytes, read as one big-endian number, in base 62, filled with zeros to `width` digits. */
export function bytesToBase62(bytes: Uint8Array, width: number): string {
  let text = '';
  let rest = BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
  for (; text.length < width || rest > 0n; rest /= 62n) {
    text = alphabet.charAt(Number(rest % 62n)) + text;
  }
  return text;
}
