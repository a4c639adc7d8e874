import { randomInt } from 'node:crypto';
import { invariant } from '#lib/std/invariant.ts';

/** A partner as it might exist: company, the person who signs in, the app, the school that tries it. */
export type DemoNames = {
  organization: string;
  person: string;
  app: string;
  appArabic: string;
  tenant: string;
  /** Becomes slug and mail domain. */
  word: string;
};

/** The organization that a fresh portal comes with. */
export const firstDemo: DemoNames = {
  organization: 'Noor Academy Software',
  person: 'Layla Al-Qahtani',
  app: 'Noor Attendance',
  appArabic: 'حضور نور',
  tenant: 'Al Noor International School, Riyadh',
  word: 'noor-academy',
};

const companies = [
  ['Madar Learning', 'madar'],
  ['Rafed Schools Technology', 'rafed'],
  ['Brightpath Systems', 'brightpath'],
  ['Hikma Digital', 'hikma'],
  ['Cedar & Pen', 'cedar-pen'],
  ['Tamayuz Education', 'tamayuz'],
] as const;
const people = [
  'Omar Al-Harbi',
  'Sara Al-Zahrani',
  'Khalid Al-Otaibi',
  'Emily Carter',
  'Daniel Hughes',
  'Maha Al-Shehri',
] as const;
const products = [
  ['Attendance', 'الحضور'],
  ['Gradebook', 'سجل الدرجات'],
  ['Parent Connect', 'تواصل أولياء الأمور'],
  ['Timetable', 'الجدول الدراسي'],
  ['Library', 'المكتبة'],
] as const;
const schools = [
  'Jeddah Heights School',
  'Al Faisaliah Primary School, Riyadh',
  'Dammam Bay Academy',
  'Al Rowad Schools, Madinah',
  'Abha Valley School',
] as const;

function pick<T>(items: readonly T[]): T {
  const item = items[randomInt(items.length)];
  invariant(item !== undefined, 'the lists of names are not empty');
  return item;
}

/** Another partner each time; `tag` keeps slugs and addresses apart. */
export function anyDemo(tag: string): DemoNames {
  const [organization, word] = pick(companies);
  const [short] = organization.split(' ');
  const [product, arabic] = pick(products);
  return {
    organization,
    person: pick(people),
    app: `${short} ${product}`,
    appArabic: arabic,
    tenant: pick(schools),
    word: `${word}-${tag}`,
  };
}
