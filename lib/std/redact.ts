// Names under which secrets travel. What stands behind one is never stored.
const secretName =
  /(^|[_-])(authorization|cookie|password|passwd|secret|token|api[_-]?key|apikey|credential|private[_-]?key|signature)s?($|[_-])/i;
// Tokens of the Partners API, signing secrets, tokens of the Okta API.
const secretText =
  /(okp_(?:test|live)_[0-9A-Za-z]+(?:_[0-9A-Za-z]+)?|whsec_[0-9A-Za-z+/=_-]+|(?<![\w-])00[\w-]{40}(?![\w-]))/g;

// Every text of the JSON is taken whole, also one that does not end or is no name: what is looked at once is not looked
// at again, so that quotes and backslashes in any number cost no more than other letters.
const field = /"((?:[^"\\]|\\.?)*)(?:"|$)(\s*:\s*)?/g;
const textValue = /"(?:[^"\\]|\\.?)*(?:"|$)/y;
const numberValue = /-?[0-9][0-9.eE+-]*/y;
/** A number under another of the names, such as tokens_used, counts something. */
const oneSecret = /(password|passwd|secret|token|key|credential|signature)$/i;
const bracketOrText = /[[\]{}]|"(?:[^"\\]|\\.?)*(?:"|$)/g;
/** Holds secrets by their own names beside much that is none. */
const container = /credentials?$/i;

export const redacted = '[redacted]';

/** True for header and field names whose value is a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}

/**
 * Takes secrets out of a text: the values of fields with such names in JSON, and what looks like one of our own.
 * Takes time in proportion to the text, whatever stands in it; the text may be cut off anywhere.
 */
export function redactText(text: string): string {
  let out = '';
  let from = 0;
  field.lastIndex = 0;
  for (let match = field.exec(text); match; match = field.exec(text)) {
    const [whole, letters = '', colon] = match;
    const plain = letters.includes('\\u') ? unescaped(letters) : letters;
    const start = field.lastIndex;
    const end =
      colon !== undefined && isSecretName(plain) ? endOfSecret(text, start, plain) : start;
    if (end > start) {
      out += `${text.slice(from, start)}"${redacted}"`;
      from = end;
      field.lastIndex = end;
    } else if (plain !== letters && hasSecret(plain)) {
      out += `${text.slice(from, start - whole.length)}"${redacted}"${colon ?? ''}`;
      from = start;
    }
  }
  return (out + text.slice(from)).replace(secretText, redacted);
}

const hasSecret = (text: string): boolean => text.search(secretText) !== -1;

/** A text of JSON without its escapes; as it stands if it is none. */
function unescaped(letters: string): string {
  try {
    return String(JSON.parse(`"${letters}"`));
  } catch {
    return letters;
  }
}

/** Where the value ends that begins at `start` under a secret name; `start` if it keeps nothing secret. */
function endOfSecret(text: string, start: number, name: string): number {
  const first = text[start];
  if (first !== '[' && first !== '{') {
    const value = first !== '"' && oneSecret.test(name) ? numberValue : textValue;
    value.lastIndex = start;
    return value.test(text) ? value.lastIndex : start;
  }
  if (container.test(name)) return start;
  let depth = 0;
  bracketOrText.lastIndex = start;
  for (let match = bracketOrText.exec(text); match; match = bracketOrText.exec(text)) {
    if (match[0] === '[' || match[0] === '{') depth++;
    else if ((match[0] === ']' || match[0] === '}') && --depth === 0)
      return bracketOrText.lastIndex;
  }
  return text.length;
}

/** Takes secrets out of a path, a query or a form: the values of such names, and what looks like one of our own. */
export function redactQuery(text: string): string {
  return text
    .replace(/([?&]|^)([^=&#?/]+)=([^&#]*)/g, (whole, mark: string, name: string) =>
      isSecretName(decoded(name)) ? `${mark}${name}=${redacted}` : whole,
    )
    .replace(/[^/?&=#]*%[^/?&=#]*/g, (part) => (hasSecret(decoded(part)) ? redacted : part))
    .replace(secretText, redacted);
}

/** What is percent-encoded in it; as it stands where it is not well encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Header pairs without the values of secrets. */
export function redactHeaders(
  headers: readonly (readonly [string, string])[],
): [name: string, value: string][] {
  return headers.map(([name, value]) => [name, isSecretName(name) ? redacted : redactText(value)]);
}
