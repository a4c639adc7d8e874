import type { ReactNode } from 'react';
import type { RequestBody } from '#lib/openapi/model.ts';
import { exampleList, isShowable } from './example-list.tsx';

/** The bodies that the document itself gives, where one says more than the sample that is made from it. */
export async function requestExamples(body: RequestBody | undefined): Promise<ReactNode> {
  const examples = (body?.content ?? []).flatMap((media) =>
    media.examples
      .filter((example) => !example.generated && isShowable(example))
      .map((example, index) => ({
        lead: body && body.content.length > 1 ? <code>{media.mediaType}</code> : null,
        mediaType: media.mediaType,
        example,
        key: `${media.mediaType} ${example.name ?? index}`,
      })),
  );
  const [only] = examples;
  const saysMore =
    examples.length > 1 ||
    only?.example.description !== undefined ||
    only?.example.summary !== undefined ||
    only?.example.externalValue !== undefined;
  return saysMore
    ? exampleList({ title: 'Request body', name: 'request-example', examples, firstOpen: false })
    : null;
}
