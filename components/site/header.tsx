import { Menu } from 'lucide-react';
import { routes } from '#lib/routes.ts';
import { AccountMenu, type SessionUser } from './account-menu.tsx';
import { Logo } from './logo.tsx';
import { SearchButton } from './search/search-button.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

export type SiteArea = 'guides' | 'reference' | 'dashboard';

const areas = [
  { area: 'guides', label: 'Guides', href: routes.docs() },
  { area: 'reference', label: 'Reference', href: routes.reference() },
  { area: 'dashboard', label: 'Dashboard', href: routes.dashboard() },
] as const;

type HeaderProps = {
  area?: SiteArea;
  /** Who reads the page, where it is known. */
  account?: SessionUser;
};

export function Header({ area, account }: HeaderProps) {
  return (
    <header
      data-site=""
      className="sticky top-0 z-40 border-b border-line bg-bg/90 backdrop-blur-sm supports-[not(backdrop-filter:blur(1px))]:bg-bg"
    >
      <div className="mx-auto flex h-(--header-height) max-w-[110rem] items-center gap-2 px-4 sm:gap-4 lg:px-6">
        <a href={routes.home()} aria-label="Okta Developer Portal, home" className="flex rounded">
          <Logo />
        </a>
        <nav aria-label="Main" className="ml-2 hidden items-center gap-1 md:flex">
          {areas.map((item) => (
            <a
              key={item.area}
              href={item.href}
              aria-current={item.area === area ? 'true' : undefined}
              className="rounded-md px-2.5 py-1.5 text-sm text-muted hover:bg-hover hover:text-fg aria-[current=true]:font-medium aria-[current=true]:text-fg"
            >
              {item.label}
            </a>
          ))}
        </nav>
        <div className="ml-auto flex items-center gap-1 sm:gap-2">
          <SearchButton />
          <ThemeSwitch />
          <AccountMenu account={account} />
          <MobileMenu area={area} />
        </div>
      </div>
    </header>
  );
}

/** A native popover: opens, closes on Escape and on a press outside without a script. */
function MobileMenu({ area }: { area?: SiteArea }) {
  return (
    <>
      <button
        type="button"
        popoverTarget="site-menu"
        aria-label="Menu"
        className="inline-flex size-9 items-center justify-center rounded-md text-muted hover:bg-hover md:hidden"
      >
        <Menu className="size-5" aria-hidden="true" />
      </button>
      <nav
        id="site-menu"
        popover="auto"
        aria-label="Main, small screen"
        className="inset-auto top-13 right-3 w-56 rounded-lg border border-line bg-raised p-1.5 shadow-pop md:hidden"
      >
        {areas.map((item) => (
          <a
            key={item.area}
            href={item.href}
            aria-current={item.area === area ? 'true' : undefined}
            className="block rounded px-3 py-2.5 hover:bg-hover aria-[current=true]:font-semibold"
          >
            {item.label}
          </a>
        ))}
      </nav>
    </>
  );
}
