/** A ring with a thread leaving it: one request and what follows from it. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" className={className} fill="none" aria-hidden="true">
      <circle cx="10" cy="12" r="6.5" stroke="currentColor" strokeWidth="3.5" />
      <path
        d="M10 12h6.5c2.6 0 3.2-2.2 3.2-4.2"
        stroke="var(--accent)"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <circle cx="19.8" cy="5.2" r="2.2" fill="var(--accent)" />
    </svg>
  );
}

export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 text-[0.9375rem] font-semibold tracking-tight whitespace-nowrap">
      <LogoMark className="size-6" />
      <span>
        Okta <span className="font-normal text-muted max-sm:sr-only">Developer Portal</span>
      </span>
    </span>
  );
}
