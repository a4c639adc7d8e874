import { describe, expect, it } from 'vitest';
import { assertNever, invariant } from '#lib/std/invariant.ts';

describe('invariant', () => {
  it('lets a true condition pass', () => {
    expect(() => invariant(1, 'one is truthy')).not.toThrow();
  });

  it('throws with its text when the condition is false', () => {
    expect(() => invariant(null, 'the row exists')).toThrow('Invariant broken: the row exists');
  });
});

describe('assertNever', () => {
  it('names the value that no case handled', () => {
    // Only a broken type can get a value here, so the test breaks it on purpose.
    const slipped = 'paused' as never;
    expect(() => assertNever(slipped)).toThrow('unhandled case paused');
  });
});
