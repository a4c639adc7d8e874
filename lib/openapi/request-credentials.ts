import type { SecurityAlternative, SecurityScheme } from './model.ts';

export type Credentials = {
  headers: { name: string; value: string }[];
  query: string[];
  cookies: string[];
};

/** What a caller would rather send; equal ones keep the document's order. */
const rankOf = (scheme: SecurityScheme): number => {
  switch (scheme.type) {
    case 'oauth2':
    case 'openIdConnect':
      return 0;
    case 'apiKey':
      return { header: 0, query: 2, cookie: 3 }[scheme.in];
    case 'http':
      return { bearer: 0, basic: 1 }[scheme.scheme] ?? 4;
    case 'mutualTLS':
      return 5;
    case 'unknown':
      return 6;
  }
};

/** The alternative that examples use: the best of those that need something, judged by its least handy scheme. */
export const usualSecurity = (security: SecurityAlternative[]): SecurityAlternative | undefined => {
  const rank = ({ schemes }: SecurityAlternative): number =>
    Math.max(...schemes.map(({ scheme }) => rankOf(scheme)));
  return security
    .filter(({ schemes }) => schemes.length > 0)
    .toSorted((a, b) => rank(a) - rank(b))[0];
};

/** Placeholders of the usual way to sign in. */
export const credentialsOf = (security: SecurityAlternative[]): Credentials => {
  const credentials: Credentials = { headers: [], query: [], cookies: [] };
  for (const { scheme } of usualSecurity(security)?.schemes ?? []) {
    if (scheme.type === 'apiKey') {
      const value = spelledOut(scheme.description?.text) ?? 'YOUR_API_KEY';
      if (scheme.in === 'header') credentials.headers.push({ name: scheme.name, value });
      else if (scheme.in === 'query')
        credentials.query.push(`${encodeURIComponent(scheme.name)}=${encodeURIComponent(value)}`);
      else
        credentials.cookies.push(`${encodeURIComponent(scheme.name)}=${encodeURIComponent(value)}`);
    } else if (scheme.type === 'http' && scheme.scheme === 'basic') {
      credentials.headers.push({ name: 'Authorization', value: 'Basic YOUR_CREDENTIALS' });
    } else if (scheme.type === 'http' && scheme.scheme !== 'bearer') {
      credentials.headers.push({
        name: 'Authorization',
        value: `${scheme.scheme} YOUR_CREDENTIALS`,
      });
    } else if (
      scheme.type === 'http' ||
      scheme.type === 'oauth2' ||
      scheme.type === 'openIdConnect'
    ) {
      credentials.headers.push({ name: 'Authorization', value: 'Bearer YOUR_ACCESS_TOKEN' });
    }
  }
  return credentials;
};

/** A description that is, or begins with, the form of the value: `SSWS {API Token}`. */
const spelledOut = (description: string | undefined): string | undefined => {
  const form = /^`?([A-Za-z]{2,20}) \{([A-Za-z _-]{2,40})\}`?(?=$|[.:\n])/.exec(
    description?.trim() ?? '',
  );
  return form ? `${form[1]} ${placeholder(form[2] ?? '')}` : undefined;
};

/** `appId` → `YOUR_APP_ID`. */
export const placeholder = (name: string): string =>
  `YOUR_${
    name
      .replace(/([a-z\d])([A-Z])/g, '$1_$2')
      .replace(/[^A-Za-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .toUpperCase()
      .slice(0, 40) || 'VALUE'
  }`;
