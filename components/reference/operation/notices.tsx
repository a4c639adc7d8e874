import type { Notice } from '#lib/openapi/model.ts';
import { Callout } from '../../ui/callout.tsx';

/** What could not be read of the document, told where it matters. */
export function Notices({ notices }: { notices: readonly Notice[] }) {
  if (notices.length === 0) return null;
  return (
    <Callout
      tone="warn"
      title={
        notices.length === 1
          ? 'A part could not be read'
          : `${notices.length} parts could not be read`
      }
      className="my-4"
    >
      <ul>
        {notices.slice(0, 20).map((notice) => (
          <li key={notice.pointer + notice.message}>
            {notice.message}{' '}
            <code className="text-xs wrap-anywhere text-muted">{notice.pointer}</code>
          </li>
        ))}
      </ul>
    </Callout>
  );
}
