import { expect, it } from 'vitest';
import { complaintIn } from './complaint.ts';

it.each([
  [
    'the last grave line of a log, with its hint',
    `2026-04-26 07:30:15.100 UTC [41] LOG:  starting PostgreSQL 18.4
2026-04-26 07:30:15.200 UTC [41] FATAL:  data directory "/srv/portal/postgres" has wrong ownership
2026-04-26 07:30:15.200 UTC [41] HINT:  The server must be started by the user that owns the data directory.
`,
    'data directory "/srv/portal/postgres" has wrong ownership. The server must be started by the user that owns the data directory',
  ],
  [
    'what initdb says',
    'creating directory … ok\ninitdb: error: could not write to file "PG_VERSION": No space left on device\ninitdb: removing contents of data directory\n',
    'could not write to file "PG_VERSION": No space left on device',
  ],
  [
    'the last line where none is grave',
    'first\nlibicu.so: cannot open\n\n',
    'libicu.so: cannot open',
  ],
  ['nothing of nothing', '', ''],
])('tells %s', (_name, output, reason) => {
  expect(complaintIn(output)).toBe(reason);
});
