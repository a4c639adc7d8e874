// Stands in for three of swagger-client's ways to resolve a document (next.config.mjs): they bring a parser of every
// specification along, 130 kB of script, and the console's documents come resolved (`resolve-document.ts`).
const unused = {
  name: 'left out',
  match: () => false,
  normalize: (document: unknown) => document,
  resolve: async () => ({ spec: {}, errors: [] }),
};
// biome-ignore lint/style/noDefaultExport: the default is what is imported in its place.
export default unused;
