import type { Operation } from './model.ts';
import type { ExampleRequest } from './request-model.ts';
import type { SampleLanguage } from './samples.ts';

/** What is read of an operation: which of its headers carry a key. */
type Secured = Pick<Operation, 'security'>;

/** A header of the request that carries a credential: `before` as it stands, then the secret. */
type Secret = { header: string; before: string; placeholder: string };

const secretsOf = (operation: Secured, request: ExampleRequest): Secret[] => {
  const keyHeaders = operation.security.flatMap(({ schemes }) =>
    schemes.flatMap(({ scheme }) =>
      scheme.type === 'apiKey' && scheme.in === 'header' ? [scheme.name.toLowerCase()] : [],
    ),
  );
  return request.headers.flatMap(({ name, value }) => {
    const isCredential =
      name.toLowerCase() === 'authorization' || keyHeaders.includes(name.toLowerCase());
    const parts = isCredential ? /^([A-Za-z]{1,20} )?(YOUR_[A-Z_]+)$/.exec(value) : null;
    return parts ? [{ header: name, before: parts[1] ?? '', placeholder: parts[2] ?? '' }] : [];
  });
};

type Rewrite = (secret: Secret, env: string) => readonly [literal: string, expression: string];

const joined =
  (quote: string, read: (env: string) => string, plus: string): Rewrite =>
  ({ before, placeholder }, env) => [
    `${quote}${before}${placeholder}${quote}`,
    before === '' ? read(env) : `${quote}${before}${quote}${plus}${read(env)}`,
  ];
const template: Rewrite = ({ before, placeholder }, env) => [
  `"${before}${placeholder}"`,
  `\`${before}\${process.env.${env}}\``,
];

const rewrites: Record<SampleLanguage, Rewrite> = {
  curl: ({ header, before, placeholder }, env) => [
    `'${header}: ${before}${placeholder}'`,
    `"${header}: ${before}$${env}"`,
  ],
  javascript: template,
  typescript: template,
  python: joined('"', (env) => `os.environ["${env}"]`, ' + '),
  php: ({ header, before, placeholder }, env) => [
    `'${header}: ${before}${placeholder}'`,
    `'${header}: ${before}' . getenv('${env}')`,
  ],
  go: joined('"', (env) => `os.Getenv("${env}")`, '+'),
  java: joined('"', (env) => `System.getenv("${env}")`, ' + '),
  csharp: joined('"', (env) => `Environment.GetEnvironmentVariable("${env}")`, ' + '),
  ruby: joined('"', (env) => `ENV.fetch("${env}")`, ' + '),
};

const imports: Partial<Record<SampleLanguage, (code: string) => string>> = {
  python: (code) => `import os\n\n${code}`,
  go: (code) => code.replace('\t"net/http"\n', '\t"net/http"\n\t"os"\n'),
};

const envName = (header: string): string =>
  header
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .slice(0, 60);

/**
 * A sample that reads its credentials from the environment variable `env` (letters, digits, `_`) instead of showing a
 * placeholder: it runs as it stands, and nobody pastes a token into a program. Only whole literals that the generator
 * itself has made are exchanged, for fixed expressions.
 */
export const withEnvironment = (
  code: string,
  language: SampleLanguage,
  operation: Secured,
  request: ExampleRequest,
  env: string,
): string => {
  let result = code;
  for (const [index, secret] of secretsOf(operation, request).entries()) {
    // A second credential of the same call is another secret.
    const variable = index === 0 ? env : `${env.replace(/_TOKEN$/, '')}_${envName(secret.header)}`;
    const [literal, expression] = rewrites[language](secret, variable);
    result = result.replace(literal, () => expression);
  }
  return result === code ? code : (imports[language]?.(result) ?? result);
};
