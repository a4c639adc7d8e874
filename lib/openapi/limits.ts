/** Bounds of the compiler. Real documents stay far below; what goes beyond is refused with a sentence. */
export const LIMITS = {
  /** All files of one document together. */
  maxBytes: 96 * 1024 * 1024,
  maxFiles: 5000,
  /** Levels of nesting, in the text and after aliases. */
  maxDepth: 500,
  /** Values after YAML aliases and file references are expanded. */
  maxNodes: 6_000_000,
  /** Characters after YAML aliases are expanded. */
  maxChars: 200_000_000,
  maxOperations: 50_000,
  maxSchemas: 100_000,
  timeoutMs: 180_000,
  heapMb: 3072,
} as const;

export type Limits = { [K in keyof typeof LIMITS]: number };

/** Bounds of what one page carries. */
export const PAGE = {
  /** Named schemas of an operation page, as JSON. */
  schemaBytes: 90_000,
  schemaCount: 80,
  schemaLevels: 4,
  /** Inline levels of one schema; deeper ones become a schema of their own, reached by a link. */
  inlineDepth: 12,
  properties: 1000,
  enumValues: 1000,
  alternatives: 200,
  proseBytes: 100_000,
  exampleBytes: 40_000,
  usedBy: 200,
  notices: 200,
} as const;
