import { routes } from '#lib/routes.ts';

export type GuideLink = { slug: string; title: string; section: string };
type GuideNavProps = { guides: readonly GuideLink[]; current?: string; errors?: readonly string[] };

/** All guides by section; the error codes stand at the end. */
export function GuideNav({ guides, current, errors }: GuideNavProps) {
  const sections = [...new Set(guides.map((guide) => guide.section))];
  return (
    <div className="text-sm">
      {sections.map((section) => (
        <NavSection key={section} title={section}>
          {guides
            .filter((guide) => guide.section === section)
            .map((guide) => (
              <NavLine
                key={guide.slug}
                href={routes.docs(guide.slug)}
                text={guide.title}
                current={guide.slug === current}
              />
            ))}
        </NavSection>
      ))}
      <NavSection title="Errors">
        <NavLine href={routes.errors()} text="All error codes" current={current === 'errors'} />
        {errors?.map((code) => (
          <NavLine
            key={code}
            href={routes.error(code)}
            text={code}
            current={code === current}
            mono
          />
        ))}
      </NavSection>
    </div>
  );
}

function NavSection({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="mb-5">
      <p className="mb-1 px-2 text-xs font-medium text-faint">{title}</p>
      <ul>{children}</ul>
    </div>
  );
}

type NavLineProps = { href: string; text: string; current: boolean; mono?: boolean };

function NavLine({ href, text, current, mono }: NavLineProps) {
  return (
    <li>
      <a
        href={href}
        aria-current={current ? 'page' : undefined}
        className={`block rounded-md px-2 py-1.5 text-muted hover:bg-hover hover:text-fg aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-fg ${mono ? 'font-mono text-[0.8125rem] wrap-anywhere' : ''}`}
      >
        {text}
      </a>
    </li>
  );
}
