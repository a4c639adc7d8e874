import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { tenants } from './apps.ts';
import { moment } from './columns.ts';

// The rows of the sandbox's schools. Every table carries its tenant, and every query names it. The searched texts
// of a row are joined by a line feed, which stands in none of them, so that no search finds something across two.
// Where many are, they stand in the index of the list too: a page and its count then need no row but its own.

export type Gender = 'male' | 'female';
export type GuardianRelation = 'father' | 'mother' | 'other';

const id = () => bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();
// Guardians have the odd ids and employees the even ones: a message is sent to either, by nothing but the id.
const personId = (startWith: 1 | 2) =>
  bigint('id', { mode: 'number' })
    .primaryKey()
    .generatedAlwaysAsIdentity({ startWith, increment: 2 });
const tenantId = () =>
  integer('tenant_id')
    .notNull()
    .references(() => tenants.id);
const createdAt = () => moment('created_at').notNull();
const updatedAt = () => moment('updated_at').notNull();
const reference = (name: string) => bigint(name, { mode: 'number' });

export const grades = pgTable(
  'grades',
  {
    id: id(),
    tenantId: tenantId(),
    name: text('name').notNull(),
    order: integer('order').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [index('grades_tenant_idx').on(t.tenantId, t.id)],
);

export const sections = pgTable(
  'sections',
  {
    id: id(),
    tenantId: tenantId(),
    name: text('name').notNull(),
    gradeId: reference('grade_id')
      .notNull()
      .references(() => grades.id),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [index('sections_tenant_idx').on(t.tenantId, t.id)],
);

export const guardians = pgTable(
  'guardians',
  {
    id: personId(1),
    tenantId: tenantId(),
    fullName: text('full_name').notNull(),
    phone: text('phone').notNull(),
    email: text('email'),
    relation: text('relation').$type<GuardianRelation>().notNull(),
    searchText: text('search_text')
      .notNull()
      .generatedAlwaysAs(sql`lower(full_name || E'\\n' || phone || E'\\n' || coalesce(email, ''))`),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index('guardians_tenant_idx').on(t.tenantId, t.id, t.searchText),
    uniqueIndex('guardians_phone_key').on(t.tenantId, t.phone),
    index('guardians_search_idx').using('gin', sql`${t.searchText} gin_trgm_ops`),
  ],
);

export const students = pgTable(
  'students',
  {
    id: id(),
    tenantId: tenantId(),
    fullName: text('full_name').notNull(),
    nationalId: text('national_id').notNull(),
    birthDate: date('birth_date', { mode: 'string' }).notNull(),
    gender: text('gender').$type<Gender>().notNull(),
    gradeId: reference('grade_id')
      .notNull()
      .references(() => grades.id),
    sectionId: reference('section_id')
      .notNull()
      .references(() => sections.id),
    guardianId: reference('guardian_id').references(() => guardians.id),
    searchText: text('search_text')
      .notNull()
      .generatedAlwaysAs(sql`lower(full_name || E'\\n' || national_id)`),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index('students_tenant_idx').on(t.tenantId, t.id, t.searchText),
    uniqueIndex('students_national_id_key').on(t.tenantId, t.nationalId),
    index('students_guardian_idx').on(t.guardianId),
    index('students_search_idx').using('gin', sql`${t.searchText} gin_trgm_ops`),
    // What trigrams cannot find: one letter, or two. The function stands in the migration of this index.
    index('students_letters_idx')
      .using('gin', sql`search_letters(${t.tenantId}, ${t.searchText})`)
      .with({ gin_pending_list_limit: 256 }),
  ],
);

export const subjects = pgTable(
  'subjects',
  {
    id: id(),
    tenantId: tenantId(),
    name: text('name').notNull(),
    code: text('code'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index('subjects_tenant_idx').on(t.tenantId, t.id),
    uniqueIndex('subjects_code_key').on(t.tenantId, t.code),
  ],
);

export const academicYears = pgTable(
  'academic_years',
  {
    id: id(),
    tenantId: tenantId(),
    name: text('name').notNull(),
    startDate: date('start_date', { mode: 'string' }).notNull(),
    endDate: date('end_date', { mode: 'string' }).notNull(),
    isActive: boolean('is_active').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [index('academic_years_tenant_idx').on(t.tenantId, t.id)],
);

export const terms = pgTable(
  'terms',
  {
    id: id(),
    tenantId: tenantId(),
    academicYearId: reference('academic_year_id')
      .notNull()
      .references(() => academicYears.id),
    name: text('name').notNull(),
    startDate: date('start_date', { mode: 'string' }).notNull(),
    endDate: date('end_date', { mode: 'string' }).notNull(),
    isActive: boolean('is_active').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [index('terms_tenant_idx').on(t.tenantId, t.id)],
);

export const employees = pgTable(
  'employees',
  {
    id: personId(2),
    tenantId: tenantId(),
    fullName: text('full_name').notNull(),
    jobTitle: text('job_title').notNull(),
    email: text('email'),
    searchText: text('search_text')
      .notNull()
      .generatedAlwaysAs(sql`lower(full_name || E'\\n' || coalesce(email, ''))`),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index('employees_tenant_idx').on(t.tenantId, t.id, t.searchText),
    uniqueIndex('employees_email_key').on(t.tenantId, sql`lower(${t.email})`),
    index('employees_search_idx').using('gin', sql`${t.searchText} gin_trgm_ops`),
  ],
);

export type MessageChannel = 'whatsapp' | 'sms' | 'email' | 'push' | 'in_app';

/** The outbox of sent notifications; the sandbox sends nothing anywhere. */
export const messages = pgTable(
  'messages',
  {
    id: id(),
    tenantId: tenantId(),
    recipient: text('recipient').notNull(),
    channel: text('channel').$type<MessageChannel>().notNull(),
    body: text('body').notNull(),
    status: text('status').$type<'queued'>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('messages_tenant_idx').on(t.tenantId, t.id)],
);

/** Which channels a school has, and how long a message may be on each. */
export const notificationChannels = pgTable(
  'notification_channels',
  {
    id: id(),
    tenantId: tenantId(),
    channel: text('channel').$type<MessageChannel>().notNull(),
    available: boolean('available').notNull(),
    maxLength: integer('max_length'),
  },
  (t) => [uniqueIndex('notification_channels_key').on(t.tenantId, t.channel)],
);
