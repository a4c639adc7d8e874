import { routes } from '#lib/routes.ts';
import { EmptyState } from '../ui/empty-state.tsx';

type GuideIndexProps = {
  guides: readonly { slug: string; title: string; description: string; section: string }[];
};

export function GuideIndex({ guides }: GuideIndexProps) {
  const sections = [...new Set(guides.map((guide) => guide.section))];
  if (guides.length === 0) {
    return <EmptyState title="No guide yet">Guides are MDX files in content/guides.</EmptyState>;
  }
  return sections.map((section) => (
    <section key={section} className="mb-10">
      <h2 className="mb-3 text-lg font-semibold">{section}</h2>
      <ul className="grid gap-3 sm:grid-cols-2">
        {guides
          .filter((guide) => guide.section === section)
          .map((guide) => (
            <li key={guide.slug}>
              <a
                href={routes.docs(guide.slug)}
                className="block h-full rounded-lg border border-line bg-raised p-4 hover:border-line-strong/60 hover:bg-hover/40"
              >
                <span className="font-semibold">{guide.title}</span>
                <span className="mt-1 block text-sm leading-6 text-muted">{guide.description}</span>
              </a>
            </li>
          ))}
      </ul>
    </section>
  ));
}
