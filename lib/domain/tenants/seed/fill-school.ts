import { asc, eq } from 'drizzle-orm';
import {
  academicYears,
  grades,
  notificationChannels,
  sections,
  subjects,
  terms,
} from '#lib/db/schema/education.ts';
import { invariant } from '#lib/std/invariant.ts';
import type { Ctx } from '../../ctx.ts';
import {
  academicCalendar,
  channels,
  subjects as seedSubjects,
  sizes,
  type TenantSize,
} from './school.ts';

/** A section that students can be put into. */
export type Place = { gradeId: number; sectionId: number; order: number };

type Stamp = { tenantId: number; createdAt: Date; updatedAt: Date };

/** Subjects, calendar and channels of an empty school, and its grades and sections. */
export async function fillSchool(
  ctx: Ctx,
  tenantId: number,
  size: TenantSize,
  now: Date,
): Promise<Place[]> {
  const stamp: Stamp = { tenantId, createdAt: now, updatedAt: now };
  await ctx.db
    .insert(subjects)
    .values(seedSubjects.map(([name, code]) => ({ ...stamp, name, code })));
  for (const { year, terms: yearTerms } of academicCalendar(now)) {
    const [row] = await ctx.db
      .insert(academicYears)
      .values({ ...stamp, ...year })
      .returning({ id: academicYears.id });
    invariant(row, 'an inserted year comes back');
    await ctx.db
      .insert(terms)
      .values(yearTerms.map((term) => ({ ...stamp, ...term, academicYearId: row.id })));
  }
  await ctx.db.insert(notificationChannels).values(channels.map((row) => ({ ...row, tenantId })));
  return fillPlaces(ctx, stamp, size);
}

/** Grades and sections are kept over a reset (the API cannot change them); only missing ones are made. */
async function fillPlaces(ctx: Ctx, stamp: Stamp, size: TenantSize): Promise<Place[]> {
  const { grades: gradeCount, sectionsPerGrade } = sizes[size];
  const { tenantId } = stamp;
  const known = await ctx.db
    .select({ id: grades.id, order: grades.order })
    .from(grades)
    .where(eq(grades.tenantId, tenantId))
    .orderBy(asc(grades.order));
  const missing = Array.from({ length: gradeCount }, (_, i) => i + 1).slice(known.length);
  if (missing.length > 0) {
    const rows = missing.map((order) => ({ ...stamp, name: `Grade ${order}`, order }));
    known.push(
      ...(await ctx.db
        .insert(grades)
        .values(rows)
        .returning({ id: grades.id, order: grades.order })),
    );
  }
  const wanted = known.slice(0, gradeCount);
  const there = await ctx.db
    .select({ id: sections.id, gradeId: sections.gradeId })
    .from(sections)
    .where(eq(sections.tenantId, tenantId))
    .orderBy(asc(sections.id));
  const inGrade = new Map<number, number[]>();
  for (const { id, gradeId } of there) inGrade.set(gradeId, [...(inGrade.get(gradeId) ?? []), id]);
  const lacking = wanted.flatMap(({ id, order }) =>
    Array.from({ length: sectionsPerGrade }, (_, i) => i)
      .slice(inGrade.get(id)?.length ?? 0)
      .map((i) => ({ ...stamp, name: sectionName(order, i), gradeId: id })),
  );
  if (lacking.length > 0) {
    const made = await ctx.db
      .insert(sections)
      .values(lacking)
      .returning({ id: sections.id, gradeId: sections.gradeId });
    for (const { id, gradeId } of made) inGrade.set(gradeId, [...(inGrade.get(gradeId) ?? []), id]);
  }
  // Section by section over all grades, so that students who come in this order spread evenly.
  return Array.from({ length: sectionsPerGrade }).flatMap((_, i) =>
    wanted.map(({ id, order }) => {
      const sectionId = inGrade.get(id)?.[i];
      invariant(sectionId, 'every grade has its sections');
      return { gradeId: id, sectionId, order };
    }),
  );
}

/** 4A to 4Z, then 4A2, 4B2, … */
function sectionName(grade: number, index: number): string {
  const round = Math.floor(index / 26);
  return `${grade}${String.fromCharCode(65 + (index % 26))}${round === 0 ? '' : round + 1}`;
}
