import { z } from 'zod';
import { parseInput } from '#lib/domain/parse-input.ts';
import { isJson } from '#lib/openapi/media-types.ts';
import type { ExampleRequest } from '#lib/openapi/request-model.ts';
import { codeSample, SAMPLE_LANGUAGES } from '#lib/openapi/samples.ts';
import { withEnvironment } from '#lib/openapi/samples-environment.ts';
import { isSecretName } from '#lib/std/redact.ts';

const Part = z.union([
  z.strictObject({ name: z.string().max(1_000), value: z.string() }),
  z.strictObject({
    name: z.string().max(1_000),
    fileName: z.string().max(1_000),
    type: z.string().max(200),
  }),
]);
const Input = z.strictObject({
  method: z.string().regex(/^[A-Z]{3,10}$/),
  url: z.url({ protocol: /^https?$/ }).max(8_000),
  headers: z
    .array(
      z.tuple([
        z.string().max(200),
        z
          .string()
          .max(8_000)
          .regex(/^[^\r\n]*$/),
      ]),
    )
    .max(50),
  body: z.string().nullable(),
  /** In the body's place: a form with files, or one file. Their bytes are not here. */
  attached: z
    .union([
      z.strictObject({ kind: z.literal('form'), parts: z.array(Part).max(200) }),
      z.strictObject({ kind: z.literal('file'), fileName: z.string().max(1_000) }),
    ])
    .nullable()
    .default(null),
  /** The scheme of the Authorization header, and the environment variable that holds the token; null: none is needed. */
  token: z
    .strictObject({
      scheme: z.enum(['Bearer', 'SSWS']),
      variable: z.string().regex(/^[A-Z][A-Z0-9_]{0,60}$/),
    })
    .nullable(),
});

export type CodeSample = { id: string; label: string; code: string };

/** A request as a program in each language, with the token read from the environment. Throws `validation_failed`. */
export function samplesOf(input: unknown): CodeSample[] {
  const { method, url, headers, body, attached, token } = parseInput(Input, input);
  const shown = headers.filter(([name, value]) => !isSecretName(name) && value !== '*/*');
  const credential = token
    ? [{ name: 'Authorization', value: `${token.scheme} YOUR_ACCESS_TOKEN` }]
    : [];
  const request: ExampleRequest = {
    method,
    url: new URL(url).href,
    query: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
    headers: [...credential, ...shown.map(([name, value]) => ({ name, value }))],
    body: body === null ? filesOf(attached, typeOf(headers)) : bodyOf(body, typeOf(headers)),
  };
  return SAMPLE_LANGUAGES.map(({ id, label }) => {
    const code = codeSample(id, request);
    const filled = token
      ? withEnvironment(code, id, { security: [] }, request, token.variable)
      : code;
    return { id, label, code: filled };
  });
}

/** JSON as the language's own literals, unless they would round one of its numbers. */
function bodyOf(text: string, mediaType: string): ExampleRequest['body'] {
  const asText = { kind: 'text', mediaType, text } as const;
  if (!isJson(mediaType) || /\d{16}/.test(text)) return asText;
  try {
    return { kind: 'json', mediaType, value: JSON.parse(text) };
  } catch {
    return asText;
  }
}

function filesOf(
  attached: z.output<typeof Input>['attached'],
  mediaType: string,
): ExampleRequest['body'] {
  if (attached === null) return undefined;
  return attached.kind === 'file'
    ? { kind: 'file', mediaType, fileName: attached.fileName }
    : { kind: 'multipart', mediaType: 'multipart/form-data', parts: attached.parts };
}

const typeOf = (headers: readonly (readonly [string, string])[]) =>
  headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'application/json';
