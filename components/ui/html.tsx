import type { ElementType } from 'react';

type HtmlProps = {
  /** HTML that our own code has made or sanitised (highlighted code, Markdown through the sanitiser). */
  html: string;
  as?: ElementType;
  className?: string;
  id?: string;
  tabIndex?: number;
  /** `auto` where the text may be of a script that runs from right to left. */
  dir?: 'auto';
};

/** The only place where a string becomes markup. */
export function Html({ html, as: Tag = 'div', ...rest }: HtmlProps) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: callers hand in sanitised HTML; see the prop.
  return <Tag {...rest} dangerouslySetInnerHTML={{ __html: html }} />;
}
