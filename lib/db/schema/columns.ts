import { customType, timestamp } from 'drizzle-orm/pg-core';

/** A moment, UTC in storage, millisecond precision is enough for every promise made. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 6 });

export const bytes = customType<{ data: Buffer; driverData: Buffer }>({
  dataType: () => 'bytea',
});
