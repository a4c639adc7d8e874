/** What a document calls its own format: version 2.0 was still named Swagger. */
export function specName(version: string): string {
  return version.startsWith('2') ? `Swagger ${version}` : `OpenAPI ${version}`;
}
