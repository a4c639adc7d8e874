import type { HeaderList } from '#lib/db/schema/webhooks.ts';
import { CodeText } from '../../ui/code-text.tsx';

/** Headers, one a line, as they went over the wire. */
export function HeadersList({ title, headers }: { title: string; headers: HeaderList }) {
  const text = headers.map(([name, value]) => `${name}: ${value}`).join('\n');
  return <CodeText title={title} code={text} wrap actions={null} />;
}
