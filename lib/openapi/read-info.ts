import type { ApiSummary, Json, Server, SpecVersion } from './model.ts';
import {
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
import type { Reader } from './reader.ts';

/** `servers` of a document, path or operation. Only http and https addresses and relative ones are kept. */
export const readServers = (reader: Reader, value: Json | undefined): Server[] => {
  const list = Array.isArray(value) ? value.filter(isObject).slice(0, 50) : [];
  return list.flatMap((raw) => {
    const url = textMember(raw, 'url')?.trim() ?? '/';
    if (url.length > 2000 || /^(?!https?:|wss?:)[a-z][a-z0-9+.-]*:(?!\{)/i.test(url)) return [];
    return compact({
      url: url === '' ? '/' : url,
      name: textMember(raw, 'name'),
      description: reader.prose(textMember(raw, 'description')),
      variables: readVariables(reader, raw),
    });
  });
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
    servers: readServers(reader, member(reader.document, 'servers') ?? [{ url: '/' }]),
  });
};
