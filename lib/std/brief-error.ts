// What a database error adds to its message: the values of the statement, which are people's data and secrets.
const values = /\nparams: [\s\S]*$/;

const clean = (text: string): string => text.replace(values, '');

/** What a log line says of an error. Not its other fields: the database's hang whole connections and values onto it. */
export function briefly(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? { code: error.code } : {};
  const said = clean(message);
  return {
    name,
    message: said,
    ...code,
    stack: stack?.replace(message, () => said),
    ...(cause ? { cause: briefly(cause) } : {}),
  };
}
