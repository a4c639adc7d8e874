import { BookOpen, LayoutDashboard, type LucideIcon, Play, Server } from 'lucide-react';
import { routes } from '#lib/routes.ts';

type Way = { icon: LucideIcon; name: string; text: string; link: string; href: string };

const ways: readonly Way[] = [
  {
    icon: BookOpen,
    name: 'Read',
    text: 'Guides, and a page for each operation, schema, webhook and error.',
    link: 'Read the guides',
    href: routes.docs(),
  },
  {
    icon: Play,
    name: 'Try',
    text: 'A console on every operation. Guests may call the demo tenant at once.',
    link: 'List students',
    href: routes.operation('partners', 'listStudents'),
  },
  {
    icon: Server,
    name: 'Run',
    text: 'A sandbox with state: scopes, idempotency, rate limits and signed webhooks as in production.',
    link: 'How the sandbox works',
    href: routes.docs('partners/introduction'),
  },
  {
    icon: LayoutDashboard,
    name: 'Manage',
    text: 'Apps, installations, tokens, endpoints, deliveries and logs of your team.',
    link: 'Open the dashboard',
    href: routes.dashboard(),
  },
];

export function WaysIn() {
  return (
    <section aria-labelledby="ways" className="border-t border-line py-16">
      <h2 id="ways" className="text-2xl font-semibold">
        Where to begin
      </h2>
      <ul className="mt-8 grid gap-x-8 gap-y-10 sm:grid-cols-2 lg:grid-cols-4">
        {ways.map(({ icon: Icon, name, text, link, href }) => (
          <li key={name}>
            <Icon className="size-5 text-accent" aria-hidden="true" />
            <h3 className="mt-3 font-semibold">{name}</h3>
            <p className="mt-1 text-sm leading-6 text-muted">{text}</p>
            <a
              href={href}
              className="mt-3 inline-block text-sm font-medium text-accent underline decoration-accent-line underline-offset-4 hover:decoration-accent"
            >
              {link}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
