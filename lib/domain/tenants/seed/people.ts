import type { Gender, GuardianRelation } from '#lib/db/schema/education.ts';
import type { SeededRandom } from '#lib/std/seeded-random.ts';
import {
  boys,
  englishBoys,
  englishFamilies,
  englishGirls,
  families,
  girls,
  type Name,
} from './names.ts';

/** A household, so that children carry the name of their father. */
export type SeedGuardian = {
  fullName: string;
  phone: string;
  email: string | null;
  relation: GuardianRelation;
  /** What stands behind a child's own name. */
  childSurname: string;
  script: 'arabic' | 'latin' | 'english';
};

export type SeedStudent = {
  fullName: string;
  nationalId: string;
  birthDate: string;
  gender: Gender;
  guardian: number | null;
};

export type SeedEmployee = { fullName: string; jobTitle: string; email: string };

const written = (name: Name, script: SeedGuardian['script']) =>
  script === 'arabic' ? name[0] : name[1];
const mailPart = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');

/** Luhn's check digit, as national and residence numbers end with one. */
function withCheckDigit(nine: string): string {
  let sum = 0;
  for (let i = 0; i < nine.length; i++) {
    const digit = Number(nine[i]);
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return nine + String((10 - (sum % 10)) % 10);
}

// Spread without repeating: a multiplier coprime to the range visits each number once.
const spread = (index: number, range: number) => ((index + 1) * 7_368_787) % range;

export function makeGuardian(index: number, random: SeededRandom): SeedGuardian {
  const script = random.chance(0.12) ? 'english' : random.chance(0.65) ? 'arabic' : 'latin';
  const relation = random.chance(0.7) ? 'father' : random.chance(0.85) ? 'mother' : 'other';
  const phone = `+9665${String(spread(index, 100_000_000)).padStart(8, '0')}`;
  if (script === 'english') {
    const family = random.pick(englishFamilies);
    const given = random.pick(relation === 'mother' ? englishGirls : englishBoys);
    const email = `${mailPart(given)}.${mailPart(family)}${index}@example.com`;
    return { fullName: `${given} ${family}`, phone, email, relation, childSurname: family, script };
  }
  const family = random.pick(families);
  const father = random.pick(boys);
  const own = relation === 'mother' ? random.pick(girls) : father;
  const middle = random.pick(boys);
  const fullName = [own, middle, family].map((name) => written(name, script)).join(' ');
  const mail = `${mailPart(own[1])}.${mailPart(family[1])}${index}@example.com`;
  return {
    fullName,
    phone,
    email: random.chance(0.7) ? mail : null,
    relation,
    childSurname: `${written(father, script)} ${written(family, script)}`,
    script,
  };
}

export function makeStudent(
  index: number,
  guardians: readonly SeedGuardian[],
  birthYear: number,
  random: SeededRandom,
): SeedStudent {
  const at = random.below(guardians.length);
  const guardian = guardians[at];
  const gender: Gender = random.chance(0.5) ? 'male' : 'female';
  const given =
    guardian?.script === 'english'
      ? random.pick(gender === 'male' ? englishBoys : englishGirls)
      : written(random.pick(gender === 'male' ? boys : girls), guardian?.script ?? 'arabic');
  const first = guardian?.script === 'english' ? '2' : '1';
  const birth = new Date(Date.UTC(birthYear, random.below(12), 1 + random.below(28)));
  return {
    fullName: `${given} ${guardian?.childSurname ?? 'القحطاني'}`,
    nationalId: withCheckDigit(first + String(spread(index, 100_000_000)).padStart(8, '0')),
    birthDate: birth.toISOString().slice(0, 10),
    gender,
    // A few are without, so that the report about them has rows.
    guardian: random.chance(0.06) ? null : at,
  };
}

const arabicTitles = ['معلم رياضيات', 'معلمة لغة عربية', 'مرشد طلابي', 'معلمة علوم'] as const;
const latinTitles = [
  'Mathematics teacher',
  'English teacher',
  'Science teacher',
  'School nurse',
  'Librarian',
  'IT coordinator',
] as const;

export function makeEmployee(index: number, random: SeededRandom): SeedEmployee {
  const script = random.chance(0.5) ? 'arabic' : 'latin';
  const given = random.pick(random.chance(0.5) ? boys : girls);
  const names = [given, random.pick(boys), random.pick(families)];
  const title = random.pick(script === 'arabic' ? arabicTitles : latinTitles);
  const head = script === 'arabic' ? 'مدير المدرسة' : 'Principal';
  return {
    fullName: names.map((name) => written(name, script)).join(' '),
    jobTitle: index === 0 ? head : title,
    email: `${mailPart(given[1])}.${mailPart(names[2]?.[1] ?? '')}.t${index + 1}@school.example`,
  };
}
