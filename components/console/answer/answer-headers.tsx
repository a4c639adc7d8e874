type AnswerHeadersProps = {
  headers: readonly (readonly [name: string, value: string])[];
  /** From the document, by lower-case name. */
  descriptions: ReadonlyMap<string, string>;
};

export function AnswerHeaders({ headers, descriptions }: AnswerHeadersProps) {
  return (
    <dl className="console-headers">
      {headers.map(([name, value], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice, and the list never changes.
        <div key={`${name}-${at}`}>
          <dt>{name}</dt>
          <dd>
            <bdi className="break-all">{value}</bdi>
            {descriptions.has(name) ? <p>{descriptions.get(name)}</p> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
