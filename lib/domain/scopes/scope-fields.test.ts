import { expect, it } from 'vitest';
import { contract } from '../../../test/contract/contract-document.ts';
import { partnerScopes } from '../installations/scopes.ts';
import { readFields } from './scope-fields.ts';

it('each scope opens fields of the contract document', () => {
  const fields = readFields(contract);
  for (const scope of partnerScopes) expect(fields[scope].length, scope).toBeGreaterThan(1);
  expect(fields['education.students.read']).toEqual(
    expect.arrayContaining(['id', 'full_name', 'national_id', 'guardian_id', 'created_at']),
  );
  expect(fields['education.students.write']).toContain('national_id');
  expect(fields['education.students.write']).not.toContain('created_at');
  expect(fields['notifications.providers.send']).toEqual(
    expect.arrayContaining(['to', 'message', 'channel']),
  );
  expect(readFields({})['education.students.read']).toEqual([]);
});
