// Stands in for the one thing that swagger-client takes from a parser of references (next.config.mjs).
const resolve = (from: string, to: string): string =>
  new URL(to, new URL(from, window.location.href)).href;

export const url = { resolve, isHttpUrl: (text: string): boolean => /^https?:\/\//i.test(text) };
