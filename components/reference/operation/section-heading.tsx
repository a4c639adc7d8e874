import type { ReactNode } from 'react';

type SectionHeadingProps = { id: string; level?: 2 | 3 | 4; children: ReactNode };

/** A heading that is its own deep link. */
export function SectionHeading({ id, level = 2, children }: SectionHeadingProps) {
  const Tag = `h${level}` as const;
  return (
    <Tag id={id} className={`op-h op-h${level}`}>
      <a href={`#${id}`}>{children}</a>
    </Tag>
  );
}
