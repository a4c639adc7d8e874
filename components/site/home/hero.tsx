import { routes } from '#lib/routes.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { LinkButton } from '../../ui/link-button.tsx';

/** What this is, for whom, and an example that works. */
export function Hero({ sandbox }: { sandbox: string }) {
  const call = `curl ${sandbox}/whoami \\\n  -H "Authorization: Bearer $OKTA_PARTNER_TOKEN"`;
  const answer = `{
  "tenant_id": 42,
  "module": "attendance-bridge",
  "scopes": ["education.students.read", "education.students.write"]
}`;
  return (
    <section className="grid items-center gap-x-14 gap-y-10 pt-14 pb-16 sm:pt-20 lg:grid-cols-[1.05fr_1fr] lg:pt-24">
      <div className="min-w-0">
        <p className="text-sm font-medium text-accent">For developers of partner apps</p>
        <h1 className="mt-3 text-[2.25rem] leading-[1.12] font-semibold sm:text-5xl">
          Follow every request to its end
        </h1>
        <p className="mt-5 max-w-xl text-lg leading-8 text-muted">
          Read the Okta APIs, call each operation with your own token, build against a sandbox that
          keeps state, and see every webhook: what was sent, what came back, when it is tried again.
        </p>
        <div className="mt-8 flex flex-wrap gap-3">
          <LinkButton href={routes.docs('partners/first-call')} variant="primary" size="lg">
            Make your first call
          </LinkButton>
          <LinkButton href={routes.reference()} size="lg">
            Open the reference
          </LinkButton>
        </div>
      </div>
      <div className="grid min-w-0 grid-cols-1 gap-3">
        <CodeBlock title="Who am I?" language="bash" code={call} />
        <CodeBlock
          title={
            <>
              <span className="mr-2 font-mono text-good">200</span>
              The token works, and this is what it may do
            </>
          }
          language="json"
          code={answer}
        />
      </div>
    </section>
  );
}
