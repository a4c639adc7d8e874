import type { Server } from '#lib/openapi/model.ts';
import { Copyable } from '../../ui/copyable.tsx';
import { Prose } from '../schema/prose.tsx';

/** Base addresses, with the variables in them explained. */
export function ServerList({ servers }: { servers: readonly Server[] }) {
  return (
    <ul className="op-servers">
      {servers.map((server) => (
        <li key={server.url + (server.name ?? '')}>
          <Copyable text={server.url} label="Copy address" />
          {/^\/(?!\/)/.test(server.url) ? (
            <span className="ml-2 text-muted">relative to where the API is served</span>
          ) : null}
          {server.name ? <span className="ml-2 text-muted">{server.name}</span> : null}
          <Prose prose={server.description} className="sd" />
          {server.variables.length > 0 ? (
            <dl className="se">
              {server.variables.map((variable) => (
                <div key={variable.name}>
                  <dt>
                    <code>{`{${variable.name}}`}</code>
                  </dt>
                  <dd>
                    default <code>{variable.default || '""'}</code>
                    {variable.enum ? `, one of ${variable.enum.join(', ')}` : ''}
                    <Prose prose={variable.description} className="sd" />
                  </dd>
                </div>
              ))}
            </dl>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
