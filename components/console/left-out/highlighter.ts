// Stands in for swagger-ui's highlighter and its languages (next.config.mjs): the console and the explorer show text as
// they show it elsewhere.
const unused = Object.assign(() => null, { registerLanguage: () => undefined });
// biome-ignore lint/style/noDefaultExport: the default is what is imported in its place.
export default unused;
