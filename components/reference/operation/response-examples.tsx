import type { ReactNode } from 'react';
import type { ApiResponse } from '#lib/openapi/model.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { exampleList, isShowable, type ShownExample } from './example-list.tsx';

const MEDIA_TYPES = 2;

/** Every example answer. */
export const responseExamples = (responses: readonly ApiResponse[]): Promise<ReactNode> =>
  exampleList({
    title: 'Response',
    name: 'response-example',
    examples: responses.flatMap(examplesOf),
    firstOpen: true,
  });

function examplesOf(response: ApiResponse): ShownExample[] {
  return response.content.slice(0, MEDIA_TYPES).flatMap((media) =>
    media.examples.filter(isShowable).map((example, index) => ({
      lead: <StatusBadge status={response.status} />,
      mediaType: media.mediaType,
      example,
      key: `${response.status} ${media.mediaType} ${example.name ?? index}`,
    })),
  );
}
