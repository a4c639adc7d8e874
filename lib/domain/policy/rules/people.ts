import { type AskedFact, type Facts, isPersonal, type Rule } from '../rule.ts';

const firstPersonal = ({ asked }: Facts): AskedFact | undefined =>
  asked.find(({ scope }) => isPersonal(scope));
const textOf = ({ data }: Facts, field: string): string => {
  const value = data[field];
  return typeof value === 'string' ? value.trim() : '';
};
const freeMail =
  /@(gmail|googlemail|yahoo|hotmail|outlook|live|icloud|aol|proton|protonmail|gmx|mail|yandex)\.[a-z.]{2,6}$/i;
const saysHowLong =
  /\d|\b(day|week|month|quarter|year|term|hour|minute|nothing|never|not (kept|stored)|no data|one|two|three)\b|days|weeks|months|years|hours|\u064a\u0648\u0645|\u0634\u0647\u0631|\u0633\u0646\u0629|\u0639\u0627\u0645/i;

function mails({ data }: Facts): { text: string; path: (string | number)[] }[] {
  const list = Array.isArray(data.contacts) ? data.contacts : [];
  return list.flatMap((contact, at) => {
    const text: unknown = Reflect.get(Object(contact), 'email');
    return typeof text === 'string' ? [{ text, path: ['contacts', at, 'email'] }] : [];
  });
}

export const peopleRules: readonly Rule[] = [
  {
    id: 'missing-contact',
    severity: 'error',
    title: 'There is a contact',
    why: 'Somebody must answer when it fails, or when a school asks.',
    fix: 'Add contacts with a name and an e-mail address that people read.',
    find: (facts) =>
      mails(facts).length > 0
        ? []
        : [{ path: ['contacts'], message: 'No contact with an e-mail address is named.' }],
  },
  {
    id: 'free-mail-contact',
    severity: 'warning',
    title: 'A contact is of the company',
    why: 'A private mailbox leaves with its person.',
    fix: 'Use an address of your own domain, best one that a team reads.',
    find: (facts) =>
      mails(facts)
        .filter(({ text }) => freeMail.test(text.slice(0, 254)))
        .map(({ text, path }) => ({
          path,
          part: 'value',
          message: `${text.slice(0, 80)} is a mailbox of a free provider.`,
        })),
  },
  {
    id: 'personal-data-without-retention',
    severity: 'error',
    title: 'Personal data comes with a retention',
    why: 'A school must know how long you keep the data of its students and staff.',
    fix: 'Say under data_retention what is kept, for how long, and what happens after removal.',
    find: (facts) => {
      const asked = firstPersonal(facts);
      if (!asked || textOf(facts, 'data_retention') !== '') return [];
      const message = `${asked.scope} opens personal data, and data_retention is missing.`;
      return [{ path: asked.path, message }];
    },
  },
  {
    id: 'personal-data-without-privacy-url',
    severity: 'error',
    title: 'Personal data comes with a privacy page',
    why: 'Parents and staff have a right to read what is done with their data.',
    fix: 'Give the address of your privacy page under privacy_url.',
    find: (facts) => {
      const asked = firstPersonal(facts);
      if (!asked || textOf(facts, 'privacy_url') !== '') return [];
      const message = `${asked.scope} opens personal data, and privacy_url is missing.`;
      return [{ path: asked.path, message }];
    },
  },
  {
    id: 'vague-retention',
    severity: 'warning',
    title: 'A retention says how long',
    why: '“As long as needed” is no answer to a school that must keep the law.',
    fix: 'Name a time, such as “30 days after the app is removed”, or say that nothing is kept.',
    find: (facts) => {
      const text = textOf(facts, 'data_retention');
      if (text === '' || saysHowLong.test(text.slice(0, 600))) return [];
      return [
        { path: ['data_retention'], part: 'value', message: 'data_retention names no time.' },
      ];
    },
  },
  {
    id: 'missing-homepage',
    severity: 'warning',
    title: 'There is a homepage',
    why: 'Schools look who you are before they install.',
    fix: 'Give the address of your product under homepage_url.',
    find: (facts) =>
      textOf(facts, 'homepage_url') !== ''
        ? []
        : [{ path: ['homepage_url'], message: 'homepage_url is missing.' }],
  },
];
