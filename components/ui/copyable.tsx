import { cx } from '#lib/std/cx.ts';
import { CopyButton } from './copy-button.tsx';

type CopyableProps = {
  /** An id, a token's prefix, an address: shown in mono, copied with one click. */
  text: string;
  label: string;
  /** Cut in the middle of narrow places; the whole text is copied and stands in the tooltip. */
  truncate?: boolean;
  className?: string;
};

export function Copyable({ text, label, truncate = false, className }: CopyableProps) {
  return (
    <span className={cx('inline-flex max-w-full items-center gap-1 align-middle', className)}>
      <code className={cx('font-mono text-[0.8125rem]', truncate && 'truncate')} title={text}>
        {text}
      </code>
      <CopyButton text={text} label={label} />
    </span>
  );
}
