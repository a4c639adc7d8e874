import { describe, expect, it } from 'vitest';
import { AppError, errorEnvelope, errorTable, partnerErrors, portalErrors } from '#lib/errors.ts';

describe('the table of error codes', () => {
  it('has the thirteen codes of the contract with their statuses', () => {
    const statuses = Object.entries(partnerErrors).map(([code, entry]) => [code, entry.status]);
    expect(Object.fromEntries(statuses)).toEqual({
      bad_request: 400,
      invalid_idempotency_key: 400,
      unauthenticated: 401,
      scope_not_granted: 403,
      not_found: 404,
      method_not_allowed: 405,
      conflict: 409,
      idempotency_conflict: 409,
      idempotency_in_progress: 409,
      payload_too_large: 413,
      validation_failed: 422,
      rate_limited: 429,
      server_error: 500,
    });
  });

  it('gives no code two meanings', () => {
    const count = Object.keys(partnerErrors).length + Object.keys(portalErrors).length;
    expect(Object.keys(errorTable)).toHaveLength(count);
  });
});

describe('an error answer', () => {
  it('says message, error and scope, and nothing else, for a scope that is not granted', () => {
    const error = new AppError('scope_not_granted', {
      details: { scope: 'education.students.write' },
    });
    expect(error.status).toBe(403);
    expect(errorEnvelope(error)).toEqual({
      message: 'The given scope is not granted for this installation.',
      error: 'scope_not_granted',
      scope: 'education.students.write',
    });
  });

  it('keeps the inner cause and the header values out of the body', () => {
    const cause = new Error('relation "students" does not exist');
    const error = new AppError('rate_limited', { cause, details: { retryAfterSeconds: 12 } });
    expect(error.cause).toBe(cause);
    expect(Object.keys(errorEnvelope(error))).toEqual(['message', 'error']);
    expect(JSON.stringify(errorEnvelope(error))).not.toContain('students');
  });

  it('carries a text made for the case instead of the general one', () => {
    const error = new AppError('conflict', {
      message: 'Another student has this national_id.',
      details: { field: 'national_id' },
    });
    expect(errorEnvelope(error)).toEqual({
      message: 'Another student has this national_id.',
      error: 'conflict',
      field: 'national_id',
    });
  });
});
