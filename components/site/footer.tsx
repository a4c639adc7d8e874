import { routes } from '#lib/routes.ts';
import { LogoMark } from './logo.tsx';

const links = [
  { label: 'Guides', href: routes.docs() },
  { label: 'Reference', href: routes.reference() },
  { label: 'Errors', href: routes.errors() },
  { label: 'OpenAPI document', href: routes.partnersDocument() },
  { label: 'llms.txt', href: routes.llms() },
  { label: 'Dashboard', href: routes.dashboard() },
];

export function Footer() {
  return (
    <footer
      data-site=""
      className="mt-24 flex flex-wrap items-center gap-x-6 gap-y-3 border-t border-line px-4 py-8 text-sm text-muted lg:px-6"
    >
      <span className="inline-flex items-center gap-2">
        <LogoMark className="size-5" />
        Okta Developer Portal
      </span>
      <nav aria-label="Footer" className="flex flex-wrap gap-x-5 gap-y-2 sm:ml-auto">
        {links.map((link) => (
          <a key={link.label} href={link.href} className="hover:text-fg">
            {link.label}
          </a>
        ))}
      </nav>
    </footer>
  );
}
