import type { MessageChannel } from '#lib/db/schema/education.ts';

export type TenantSize = 'small' | 'large';

/** How much a sandbox school holds. Every size has at least three grades with two sections each. */
export const sizes: Record<
  TenantSize,
  {
    students: number;
    guardians: number;
    employees: number;
    grades: number;
    sectionsPerGrade: number;
  }
> = {
  small: { students: 300, guardians: 210, employees: 28, grades: 6, sectionsPerGrade: 2 },
  large: { students: 20_000, guardians: 13_000, employees: 900, grades: 12, sectionsPerGrade: 60 },
};

export const subjects = [
  ['الرياضيات', 'MATH'],
  ['اللغة العربية', 'ARAB'],
  ['English Language', 'ENGL'],
  ['العلوم', 'SCI'],
  ['الدراسات الإسلامية', 'ISLM'],
  ['Computing', 'COMP'],
  ['الدراسات الاجتماعية', 'SOCL'],
  ['Physical Education', 'PE'],
  ['Art', 'ART'],
] as const;

/** At least one channel is available with a limit, and at least one is not (contract, Sandbox tenants). */
export const channels: readonly {
  channel: MessageChannel;
  available: boolean;
  maxLength: number | null;
}[] = [
  { channel: 'whatsapp', available: true, maxLength: 4096 },
  { channel: 'sms', available: true, maxLength: 480 },
  { channel: 'email', available: true, maxLength: null },
  { channel: 'push', available: false, maxLength: 240 },
  { channel: 'in_app', available: false, maxLength: 2000 },
];

export type Period = { name: string; startDate: string; endDate: string; isActive: boolean };

/**
 * The academic year in which `now` lies (August to July, so that there always is one) with its three terms,
 * and the one before. Dates are the tenant's calendar days.
 */
export function academicCalendar(now: Date): { year: Period; terms: Period[] }[] {
  const today = now.toISOString().slice(0, 10);
  const first = now.getUTCMonth() >= 7 ? now.getUTCFullYear() : now.getUTCFullYear() - 1;
  return [first - 1, first].map((from) => {
    const period = (name: string, startDate: string, endDate: string): Period => ({
      name,
      startDate,
      endDate,
      isActive: startDate <= today && today <= endDate,
    });
    return {
      year: period(`${from}/${from + 1}`, `${from}-08-01`, `${from + 1}-07-31`),
      terms: [
        period('الفصل الدراسي الأول', `${from}-08-01`, `${from}-11-30`),
        period('الفصل الدراسي الثاني', `${from}-12-01`, `${from + 1}-03-31`),
        period('الفصل الدراسي الثالث', `${from + 1}-04-01`, `${from + 1}-07-31`),
      ],
    };
  });
}
