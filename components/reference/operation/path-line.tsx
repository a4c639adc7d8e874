import { anchorId, type Operation } from '#lib/openapi/model.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { MethodBadge } from '../../ui/method-badge.tsx';

/** Method and path; each parameter of the path leads to its explanation. */
export function PathLine({ operation }: { operation: Operation }) {
  return (
    <div className="op-path">
      <MethodBadge method={operation.method} />
      <code>
        {operation.pathPieces.map((piece, index) =>
          piece.parameter === undefined ? (
            // A slash is a place where a long path may break.
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one path never change places.
            <span key={index}>{piece.text.replaceAll('/', '\u200b/')}</span>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one path never change places.
            <a key={index} href={`#${anchorId('path', piece.parameter)}`}>
              {piece.text}
            </a>
          ),
        )}
      </code>
      <CopyButton text={operation.path} label="Copy path" />
    </div>
  );
}
