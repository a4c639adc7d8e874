/** A number with its noun: `1 webhook`, `14 webhooks`. `many` is for nouns that do not just take an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
