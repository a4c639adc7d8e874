import { getConfig } from '#lib/config/runtime.ts';
import { manifestJsonSchema } from '#lib/domain/manifest/json-schema.ts';
import { routes } from '#lib/routes.ts';
import { jsonText } from '../../openapi/json-answer.ts';

export const dynamic = 'force-dynamic';

/** The JSON Schema of the manifest, for editors and other people's tools. */
export function GET(): Response {
  const id = `${getConfig().portalUrl}${routes.manifestSchema()}`;
  return jsonText(JSON.stringify(manifestJsonSchema(id), null, 2));
}
