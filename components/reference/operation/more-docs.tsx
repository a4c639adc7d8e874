import type { ExternalDocs } from '#lib/openapi/model.ts';

/** Where the document's author says more. */
export function MoreDocs({ docs }: { docs: ExternalDocs | undefined }) {
  if (!docs) return null;
  return (
    <p className="op-text">
      <a href={docs.url} rel="noopener noreferrer nofollow">
        {docs.description?.text ?? 'More about it'}
      </a>
    </p>
  );
}
