import type { ApiSummary, Json, Server, SpecVersion } from './model.ts';
import {
  childPointer,
  compact,
  isObject,
  listMember,
  member,
  objectMember,
  type RawObject,
  textMember,
  textOf,
} from './raw.ts';
import { readExternalDocs, safeUrl } from './read-schema-parts.ts';
import { note, type Reader } from './reader.ts';

/**
 * `servers` of a document, path, operation or link. Only http, https, ws and wss addresses and relative ones are kept;
 * `pointer` is where the list stands, when what is wrong in it has to be noted here.
 */
export const readServers = (
  reader: Reader,
  value: Json | undefined,
  pointer?: string,
): Server[] => {
  const list = Array.isArray(value) ? value.slice(0, SERVERS) : [];
  return list.flatMap((raw, index) => {
    const tell = (message: string): void => {
      if (pointer !== undefined) note(reader, childPointer(pointer, index), message);
    };
    if (!isObject(raw)) {
      tell('A server is expected here, and something else stands here.');
      return [];
    }
    const url = textMember(raw, 'url')?.trim() || '/';
    const problem = problemOfUrl(url);
    if (problem !== undefined) {
      tell(`The server “${url.slice(0, 200)}” is left out: ${problem}`);
      return [];
    }
    const variables = readVariables(reader, raw);
    const unknown = [...url.matchAll(/\{([^{}]*)\}/g)].find(
      ([, name]) => !variables.some((variable) => variable.name === name),
    );
    if (unknown)
      tell(`The address names ${unknown[0].slice(0, 80)}, but no variable describes it.`);
    return compact({
      url,
      name: textMember(raw, 'name'),
      description: reader.prose(textMember(raw, 'description')),
      variables,
    });
  });
};
const SERVERS = 50;
const URL_CHARACTERS = 2000;

const problemOfUrl = (url: string): string | undefined => {
  if (url.length > URL_CHARACTERS)
    return `its address is longer than ${URL_CHARACTERS} characters.`;
  return /^(?!https?:|wss?:)[a-z][a-z0-9+.-]*:(?!\{)/i.test(url)
    ? 'only addresses of http, https, ws and wss are shown, and relative ones.'
    : undefined;
};

const readVariables = (reader: Reader, raw: RawObject): Server['variables'] =>
  Object.entries(objectMember(raw, 'variables') ?? {})
    .slice(0, 50)
    .map(([name, variable]) => {
      const values = listMember(variable, 'enum').flatMap((item) => textOf(item) ?? []);
      return compact({
        name,
        default: textMember(variable, 'default') ?? values[0] ?? '',
        enum: values.length > 0 ? values : undefined,
        description: reader.prose(textMember(variable, 'description')),
      });
    });

type Info = Pick<
  ApiSummary,
  | 'title'
  | 'version'
  | 'summary'
  | 'description'
  | 'termsOfService'
  | 'contact'
  | 'license'
  | 'externalDocs'
  | 'servers'
  | 'specVersion'
>;

/** Title, version, contact and the rest of `info`. A document without a title takes the fallback. */
export const readInfo = (reader: Reader, version: SpecVersion, fallbackTitle: string): Info => {
  const info = objectMember(reader.document, 'info');
  const contact = objectMember(info, 'contact');
  const license = objectMember(info, 'license');
  return compact({
    title: textMember(info, 'title')?.trim().slice(0, 200) || fallbackTitle,
    version: textMember(info, 'version')?.slice(0, 60) ?? '',
    specVersion: version,
    summary: textMember(info, 'summary')?.slice(0, 500),
    description: reader.prose(textMember(info, 'description')),
    termsOfService: safeUrl(textMember(info, 'termsOfService')),
    contact: contact
      ? compact({
          name: textMember(contact, 'name'),
          url: safeUrl(textMember(contact, 'url')),
          email: textMember(contact, 'email')?.slice(0, 200),
        })
      : undefined,
    license: license
      ? compact({
          name: textMember(license, 'name') ?? textMember(license, 'identifier') ?? 'License',
          url: safeUrl(textMember(license, 'url')),
          identifier: textMember(license, 'identifier'),
        })
      : undefined,
    externalDocs: readExternalDocs(reader, reader.document),
    servers: readServers(
      reader,
      member(reader.document, 'servers') ?? [{ url: '/' }],
      version === '2.0' ? '#/schemes' : '#/servers',
    ),
  });
};
