import { SiteShell } from '#components/site/site-shell.tsx';
export default function HomePage() {
  return (
    <SiteShell className="py-20">
      <h1 className="text-4xl font-semibold">Home</h1>
    </SiteShell>
  );
}
