/** Why something was not done, beside what was pressed; read aloud when it comes. Empty, it takes no room. */
export function Refusal({ text }: { text: string | null | undefined }) {
  return (
    <span role="alert" className="block text-sm text-bad empty:hidden">
      {text}
    </span>
  );
}
