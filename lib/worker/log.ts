/** Where the worker tells what an operator should know. Never a secret, never a body. */
export type WorkerLog = (
  level: 'info' | 'warn' | 'error',
  message: string,
  fields?: Record<string, unknown>,
) => void;
