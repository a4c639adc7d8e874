import { isMap, parseDocument, stringify } from 'yaml';
import { AppError } from '#lib/errors.ts';
import type { PartnerScope } from '../installations/scopes.ts';
import { readSource } from './read-source.ts';
import type { IntegrationType, ManifestFormat } from './schemas.ts';

type Asked = { scope: PartnerScope; reason: string; isOptional: boolean };

/** A manifest for an app that has none yet; its addresses are to be filled in. */
export function writeManifest(app: {
  slug: string;
  name: string;
  integrationType: IntegrationType;
  asked: readonly Asked[];
  more?: Record<string, unknown>;
}): string {
  const reasons = (isOptional: boolean) =>
    Object.fromEntries(
      app.asked
        .filter((one) => one.isOptional === isOptional)
        .map(({ scope, reason }) => [scope, reason]),
    );
  const optional = reasons(true);
  const host = `${app.slug}.example.com`;
  const manifest = {
    slug: app.slug,
    names: { en: app.name },
    integration_type: app.integrationType,
    version: '1.0.0',
    scopes: reasons(false),
    ...(Object.keys(optional).length > 0 ? { optional_scopes: optional } : {}),
    contacts: [{ name: 'Support', email: `support@${host}`, role: 'support' }],
    data_retention: 'Data is kept while the app is installed, and deleted 30 days after.',
    homepage_url: `https://${host}`,
    privacy_url: `https://${host}/privacy`,
    ...app.more,
  };
  return stringify(manifest, { lineWidth: 0 });
}

export type ScopeEdit =
  | { scope: PartnerScope; reason: string; isOptional: boolean }
  | { scope: PartnerScope; drop: true };

/**
 * The same text with one scope asked for otherwise; comments and order stay. Throws `conflict` for a text that cannot be
 * read, because a machine must not guess what its author meant.
 */
export function editScope(source: string, format: ManifestFormat, edit: ScopeEdit): string {
  const { data, problems } = readSource(source, format);
  if (typeof data !== 'object' || data === null || Array.isArray(data) || problems.length > 0) {
    throw new AppError('conflict', {
      message: 'The draft of the manifest cannot be read. Mend it on the Manifest page first.',
    });
  }
  const document = parseDocument(source, { logLevel: 'silent' });
  const target = 'drop' in edit ? null : edit.isOptional ? 'optional_scopes' : 'scopes';
  for (const field of ['scopes', 'optional_scopes']) {
    if (field !== target && isMap(document.get(field))) document.deleteIn([field, edit.scope]);
  }
  if (target !== null && !('drop' in edit)) {
    if (!isMap(document.get(target))) document.set(target, document.createNode({}));
    const map = document.get(target);
    if (isMap(map) && map.items.length === 0) map.flow = false;
    document.setIn([target, edit.scope], edit.reason);
  }
  const left = document.get('optional_scopes');
  if (isMap(left) && left.items.length === 0) document.delete('optional_scopes');
  return format === 'json'
    ? `${JSON.stringify(document.toJS({ maxAliasCount: 0 }), null, 2)}\n`
    : document.toString({ lineWidth: 0 });
}

/** The same text as the next version: its middle number one higher. What cannot be read stays as it is. */
export function raiseVersion(source: string, format: ManifestFormat): string {
  const { data, problems } = readSource(source, format);
  const version: unknown = Reflect.get(Object(data), 'version');
  const parts =
    typeof version === 'string' ? /^(\d{1,8})\.(\d{1,8})\.\d{1,8}$/.exec(version) : null;
  if (!parts || problems.length > 0) return source;
  const next = `${parts[1]}.${Number(parts[2]) + 1}.0`;
  const document = parseDocument(source, { logLevel: 'silent' });
  document.set('version', next);
  return format === 'json'
    ? `${JSON.stringify(document.toJS({ maxAliasCount: 0 }), null, 2)}\n`
    : document.toString({ lineWidth: 0 });
}
