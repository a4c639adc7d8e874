/** A sentence in which `names` stand as code. */
export function InlineCode({ text }: { text: string }) {
  return text.split(/(`[^`]+`)/).map((part, index) =>
    part.startsWith('`') ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed sentence never move.
      <code key={index} className="font-mono text-[0.8125rem] text-fg">
        {part.slice(1, -1)}
      </code>
    ) : (
      part
    ),
  );
}
