export const isXml = (mediaType: string): boolean => /[/+]xml\b/i.test(mediaType);
export const isJson = (mediaType: string): boolean => /[/+]json\b/i.test(mediaType);
export const isForm = (mediaType: string): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(mediaType);
export const isStream = (mediaType: string): boolean =>
  /event-stream|jsonl|ndjson|json-seq/i.test(mediaType);
