/** The suffixes under which Okta publishes its customers' orgs. */
export const oktaSuffixes = ['okta.com', 'oktapreview.com', 'okta-emea.com'] as const;

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The org's domain in what a user typed: `acme.okta.com`, also when it was pasted with its scheme or a slash.
 * null when it is anything but one name directly under a published suffix.
 */
export function oktaDomain(typed: string): string | null {
  const name = typed
    .trim()
    .toLowerCase()
    .replace(/^https:\/\//, '')
    .replace(/\/$/, '');
  const suffix = oktaSuffixes.find((each) => name.endsWith(`.${each}`));
  if (!suffix) return null;
  const org = name.slice(0, -suffix.length - 1);
  // `acme-admin` is the console for administrators of the org `acme`; the API does not answer there.
  return label.test(org) && !org.endsWith('-admin') ? name : null;
}
