/**
 * Stops the work when something that the code holds to be impossible has happened.
 * For programming mistakes only: a refusal that a caller can cause is an `AppError`.
 *
 * @param condition what must be true; narrows its type for the code after the call
 * @param text what was held to be true, for the log; never shown to a caller
 * @throws Error when the condition is falsy
 */
export function invariant(condition: unknown, text: string): asserts condition {
  if (!condition) {
    throw new Error(`Invariant broken: ${text}`);
  }
}

/**
 * Closes an exhaustive `switch`: a case that was forgotten does not compile.
 *
 * @param value what is left after every case; its type must be `never`
 * @throws Error always, naming the value that slipped past the types
 */
export function assertNever(value: never): never {
  throw new Error(`Invariant broken: unhandled case ${String(value)}`);
}
