import type { OktaJson } from '#lib/db/schema/okta.ts';

// What a new org is filled with: a school that uses a handful of apps. Written for this project.

export type SeedGroup = { key: string; name: string; description: string };
export const groups: readonly SeedGroup[] = [
  { key: 'everyone', name: 'Everyone', description: 'All users in your organization' },
  { key: 'math', name: 'معلمو الرياضيات', description: 'Mathematics teachers of all grades' },
  { key: 'english', name: 'English Teachers', description: 'English teachers of all grades' },
  { key: 'admin', name: 'School Administration', description: 'Principals and their offices' },
  { key: 'it', name: 'فريق التقنية', description: 'Keeps the systems of the school running' },
  { key: 'library', name: 'Library', description: 'Librarians and their helpers' },
];

export type SeedUser = {
  first: string;
  last: string;
  /** Before the `@`. */
  login: string;
  status: string;
  department: string;
  title: string;
  groups: readonly string[];
};
const person = (
  first: string,
  last: string,
  login: string,
  department: string,
  title: string,
  inGroups: readonly string[],
  status = 'ACTIVE',
): SeedUser => ({ first, last, login, department, title, groups: inGroups, status });

export const users: readonly SeedUser[] = [
  person('فهد', 'الحربي', 'fahad.alharbi', 'Administration', 'Principal', ['admin']),
  person('سارة', 'القحطاني', 'sarah.alqahtani', 'Mathematics', 'Teacher', ['math']),
  person('James', 'Whitfield', 'james.whitfield', 'English', 'Teacher', ['english']),
  person('نورة', 'العتيبي', 'noura.alotaibi', 'Technology', 'System Administrator', ['it']),
  person('Emma', 'Bennett', 'emma.bennett', 'Library', 'Librarian', ['library']),
  person('عبدالرحمن', 'الدوسري', 'abdulrahman.aldosari', 'Mathematics', 'Teacher', ['math']),
  person('ريم', 'الغامدي', 'reem.alghamdi', 'Mathematics', 'Head of Department', ['math', 'admin']),
  person('Oliver', 'Hughes', 'oliver.hughes', 'English', 'Teacher', ['english']),
  person('تركي', 'الشهري', 'turki.alshehri', 'Technology', 'Support', ['it']),
  person('لجين', 'الزهراني', 'lujain.alzahrani', 'Administration', 'Secretary', ['admin']),
  person('Maya', 'Fernandes', 'maya.fernandes', 'English', 'Head of Department', ['english']),
  person('خالد', 'المطيري', 'khalid.almutairi', 'Science', 'Teacher', []),
  person('هند', 'الشمري', 'hind.alshammari', 'Science', 'Teacher', []),
  person('Daniel', 'Carter', 'daniel.carter', 'Science', 'Laboratory Assistant', []),
  person('منى', 'الجهني', 'mona.aljuhani', 'Library', 'Helper', ['library'], 'STAGED'),
  person('Grace', 'Morgan', 'grace.morgan', 'English', 'Teacher', ['english'], 'PROVISIONED'),
  person('سعود', 'العنزي', 'saud.alanazi', 'Science', 'Teacher', [], 'SUSPENDED'),
  person('دانة', 'البلوي', 'dana.albalawi', 'Mathematics', 'Teacher', ['math'], 'LOCKED_OUT'),
  person('Lucas', 'Patel', 'lucas.patel', 'Technology', 'Support', ['it'], 'PASSWORD_EXPIRED'),
  person('ماجد', 'الرشيدي', 'majed.alrashidi', 'Science', 'Teacher', [], 'DEPROVISIONED'),
];

const samlSettings = {
  signOn: {
    defaultRelayState: '',
    ssoAcsUrl: 'https://attendance.example.com/saml/acs',
    recipient: 'https://attendance.example.com/saml/acs',
    destination: 'https://attendance.example.com/saml/acs',
    audience: 'https://attendance.example.com',
    idpIssuer: `http://www.okta.com/\${org.externalKey}`,
    subjectNameIdTemplate: `\${user.userName}`,
    subjectNameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    responseSigned: true,
    assertionSigned: true,
    signatureAlgorithm: 'RSA_SHA256',
    digestAlgorithm: 'SHA256',
    honorForceAuthn: true,
    authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
  },
};

export type SeedApp = {
  body: OktaJson;
  active: boolean;
  groups: readonly string[];
  /** Logins of people who have it directly. */
  users: readonly string[];
};
export const apps: readonly SeedApp[] = [
  {
    body: {
      name: 'bookmark',
      label: 'بوابة وزارة التعليم',
      signOnMode: 'BOOKMARK',
      settings: { app: { requestIntegration: false, url: 'https://moe.example.sa/home' } },
    },
    active: true,
    groups: ['everyone'],
    users: [],
  },
  {
    body: {
      name: 'template_swa',
      label: 'Bus timetable',
      signOnMode: 'BROWSER_PLUGIN',
      settings: {
        app: {
          url: 'https://buses.example.com/login',
          usernameField: '#user',
          passwordField: '#password',
          buttonField: '#submit',
        },
      },
    },
    active: false,
    groups: [],
    users: ['lujain.alzahrani'],
  },
  {
    body: { label: 'Attendance Bridge', signOnMode: 'SAML_2_0', settings: samlSettings },
    active: true,
    groups: ['math', 'english'],
    users: ['khalid.almutairi'],
  },
  {
    body: {
      name: 'oidc_client',
      label: 'Gradebook',
      signOnMode: 'OPENID_CONNECT',
      settings: {
        oauthClient: {
          application_type: 'web',
          grant_types: ['authorization_code', 'refresh_token'],
          response_types: ['code'],
          redirect_uris: ['https://gradebook.example.com/callback'],
        },
      },
    },
    active: true,
    groups: ['math'],
    users: ['sarah.alqahtani'],
  },
  {
    body: {
      name: 'okta_org2org',
      label: 'District directory',
      signOnMode: 'SAML_2_0',
      settings: { app: { baseUrl: 'https://district.example.com' } },
    },
    active: true,
    groups: ['it'],
    users: [],
  },
];

export const policies: readonly { name: string; type: string }[] = [
  { name: 'Any two factors', type: 'ACCESS_POLICY' },
  { name: 'Password only', type: 'ACCESS_POLICY' },
];
