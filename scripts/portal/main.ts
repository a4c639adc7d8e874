// The operator's command line. Works beside a running portal, on its database.
import { ConfigError, parseEnv } from '#lib/config/env.ts';
import { AppError } from '#lib/errors.ts';
import { briefly } from '#lib/std/brief-error.ts';
import { parseCall, UsageError } from './arguments.ts';
import { commands } from './commands.ts';
import { runDiff } from './diff.ts';
import { runScan } from './scan.ts';
import { openSession } from './session.ts';

/** A refusal as the operator reads it: the reason, and for wrong values each field with its own. */
function reasonOf(error: Error): string {
  if (!(error instanceof AppError)) return error.message;
  const fields = Object.entries(error.details.errors ?? {});
  return [error.message, ...fields.map(([name, texts]) => `  ${name}: ${texts.join(', ')}`)].join(
    '\n',
  );
}

function print(result: Record<string, unknown>, json: boolean): void {
  if (json) {
    console.log(JSON.stringify(result));
    return;
  }
  const line = (name: string, value: unknown, indent: string): void => {
    if (typeof value === 'object' && value !== null) {
      console.log(`${indent}${name}`);
      for (const [key, inner] of Object.entries(value)) line(key, inner, `${indent}  `);
    } else console.log(`${indent}${name.padEnd(16)} ${String(value)}`);
  };
  for (const [name, value] of Object.entries(result)) line(name, value, '');
}

async function main(): Promise<void> {
  const [name, ...rest] = process.argv.slice(2);
  if (name === 'diff' || name === 'scan') {
    process.exitCode = await (name === 'diff' ? runDiff(rest) : runScan(rest));
    return;
  }
  const { command, values, json } = parseCall(process.argv.slice(2), commands);
  if ('runRemote' in command) return command.runRemote(parseEnv(), values, json);
  // What the exit takes with it: the folder's lock, and the PostgreSQL that was started for the moment.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(1));
  }
  await using session = await openSession(parseEnv(), command.name);
  print(await command.run(session, values), json);
}

main().catch((error: unknown) => {
  const exitCode = error instanceof UsageError ? error.exitCode : 1;
  process.exitCode = exitCode;
  const isExpected =
    error instanceof AppError || error instanceof ConfigError || error instanceof UsageError;
  if (!isExpected) console.error(briefly(error));
  // Help that was asked for is the output.
  else if (exitCode === 0) console.log(error.message);
  else console.error(reasonOf(error));
});
