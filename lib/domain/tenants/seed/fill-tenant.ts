import { rawOf } from '#lib/db/raw.ts';
import { invariant } from '#lib/std/invariant.ts';
import { type SeededRandom, seededRandom } from '#lib/std/seeded-random.ts';
import type { Ctx } from '../../ctx.ts';
import { fillSchool, type Place } from './fill-school.ts';
import { makeEmployee, makeGuardian, makeStudent } from './people.ts';
import { insertEmployees, insertGuardians, insertStudents } from './queries.ts';
import { sizes, type TenantSize } from './school.ts';

/** Told how far the filling is: rows written and rows in all. */
export type OnProgress = (done: number, total: number) => void;

const chunk = 4000;

/**
 * Fills an empty sandbox tenant with a believable school (contract, Sandbox tenants). The same `seed` gives the same
 * people. Runs in the caller's transaction; 300 students take well under 300 ms.
 */
export async function fillTenant(
  ctx: Ctx,
  tenantId: number,
  size: TenantSize,
  seed: number = tenantId,
  onProgress: OnProgress = () => undefined,
): Promise<void> {
  const random = seededRandom(seed);
  const now = ctx.clock.now();
  const places = await fillSchool(ctx, tenantId, size, now);
  await fillPeople(ctx, { tenantId, size, now, random, places, onProgress });
}

async function fillPeople(
  ctx: Ctx,
  job: {
    tenantId: number;
    size: TenantSize;
    now: Date;
    random: SeededRandom;
    places: readonly Place[];
    onProgress: OnProgress;
  },
): Promise<void> {
  const { tenantId, random, now, places } = job;
  const counts = sizes[job.size];
  const total = counts.guardians + counts.students + counts.employees;
  const db = rawOf(ctx.db);
  let done = 0;
  const step = (rows: number) => {
    done += rows;
    job.onProgress(done, total);
  };
  const guardians = Array.from({ length: counts.guardians }, (_, i) => makeGuardian(i, random));
  const guardianIds: number[] = [];
  for (let at = 0; at < guardians.length; at += chunk) {
    const part = guardians.slice(at, at + chunk);
    guardianIds.push(...(await insertGuardians(db, tenantId, now, part)));
    step(part.length);
  }
  const students = Array.from({ length: counts.students }, (_, i) => {
    const place = places[i % places.length];
    invariant(place, 'a school has sections');
    const student = makeStudent(i, guardians, now.getUTCFullYear() - 5 - place.order, random);
    const guardianId = student.guardian === null ? null : guardianIds[student.guardian];
    return { ...student, ...place, guardianId: guardianId ?? null };
  });
  for (let at = 0; at < students.length; at += chunk) {
    const part = students.slice(at, at + chunk);
    await insertStudents(db, tenantId, now, part);
    step(part.length);
  }
  const employees = Array.from({ length: counts.employees }, (_, i) => makeEmployee(i, random));
  await insertEmployees(db, tenantId, now, employees);
  step(employees.length);
}
