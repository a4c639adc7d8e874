import type { ReactNode } from 'react';
import type { ApiResponse } from '#lib/openapi/model.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { exampleList, isShowable, type ShownExample } from './example-list.tsx';

/** So many media types of an answer get an example that is made for them; the document's own are all shown. */
const MADE_FOR = 2;

/** Every example answer. */
export const responseExamples = (responses: readonly ApiResponse[]): Promise<ReactNode> =>
  exampleList({
    title: 'Response',
    name: 'response-example',
    examples: responses.flatMap(examplesOf),
    firstOpen: true,
  });

function examplesOf(response: ApiResponse): ShownExample[] {
  const isOneOfSeveral = response.content.length > 1;
  return response.content.flatMap((media, place) =>
    media.examples
      .filter((example) => isShowable(example) && (place < MADE_FOR || !example.generated))
      .map((example, index) => ({
        lead: (
          <>
            <StatusBadge status={response.status} />
            {isOneOfSeveral ? <code>{media.mediaType}</code> : null}
          </>
        ),
        mediaType: media.mediaType,
        example,
        key: `${response.status} ${media.mediaType} ${example.name ?? index}`,
      })),
  );
}
