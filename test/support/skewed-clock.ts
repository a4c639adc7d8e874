// Loaded before a program (node --import), gives it the clock of a machine that is off by SKEW_MS.
const RealDate = Date;
const skewMs = Number(process.env.SKEW_MS ?? 0);

class SkewedDate extends RealDate {
  constructor(...parts: [] | [number]) {
    if (parts.length === 0) super(RealDate.now() + skewMs);
    else super(...parts);
  }
  static override now(): number {
    return RealDate.now() + skewMs;
  }
  static override [Symbol.hasInstance](value: unknown): boolean {
    return Object.prototype.toString.call(value) === '[object Date]';
  }
}
Object.assign(globalThis, { Date: SkewedDate });
