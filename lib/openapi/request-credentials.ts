import type { SecurityAlternative } from './model.ts';

export type Credentials = {
  headers: { name: string; value: string }[];
  query: string[];
  cookies: string[];
};

/** Placeholders of the first way to sign in that needs something. */
export const credentialsOf = (security: SecurityAlternative[]): Credentials => {
  const credentials: Credentials = { headers: [], query: [], cookies: [] };
  const first = security.find(({ schemes }) => schemes.length > 0);
  for (const { scheme } of first?.schemes ?? []) {
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
