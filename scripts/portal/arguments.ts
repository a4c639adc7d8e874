import { parseArgs } from 'node:util';
import type { Config } from '#lib/config/env.ts';
import type { Session } from './session.ts';

export type Values = Readonly<Record<string, string | undefined>>;
type Described = {
  /** One or two words. */
  name: string;
  help: string;
  /** Options with a value; true: must be given. A 'flag' has no value: it is there or not. */
  options: Readonly<Record<string, boolean | 'flag'>>;
};
/** Works on the database. */
export type LocalCommand = Described & {
  run(session: Session, values: Values): Promise<Record<string, unknown>>;
};
/** Works over HTTP, perhaps on another machine than the portal; prints by itself. */
export type RemoteCommand = Described & {
  runRemote(config: Config, values: Values, json: boolean): Promise<void>;
};
export type Command = LocalCommand | RemoteCommand;
export type Call = { command: Command; values: Values; json: boolean };

/** The call cannot be understood; the message says how to call. */
export class UsageError extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

const signature = ({ name, options }: Command): string =>
  [
    name,
    ...Object.entries(options).map(([option, isNeeded]) => {
      const text = isNeeded === 'flag' ? `--${option}` : `--${option} ${option.toUpperCase()}`;
      return isNeeded === true ? text : `[${text}]`;
    }),
  ].join(' ');

/** The commands without a database; `diff.ts` and `scan.ts` run them. */
export const diffHelp = `  diff OLD NEW
      Compares two OpenAPI documents by the compatibility rules; ends with 2 when the new one breaks clients.`;
export const scanHelp = `  scan FILE
      Checks a manifest by the policy rules; ends with 1 when one of them refuses it.`;

function usage(commands: readonly Command[]): string {
  const lines = commands.map((command) => `  ${signature(command)}\n      ${command.help}`);
  return `Usage: npm run --silent portal -- COMMAND [--json]\n\n${[...lines, diffHelp, scanHelp].join('\n')}`;
}

function findCommand(args: readonly string[], commands: readonly Command[]): Command | undefined {
  const words = args.slice(0, args.findIndex((arg) => arg.startsWith('-')) >>> 0).join(' ');
  return commands.find(({ name }) => words === name);
}

/** Understands the command line. Throws UsageError for an unknown command or option and for a missing one. */
export function parseCall(args: readonly string[], commands: readonly Command[]): Call {
  if (args.length === 0) throw new UsageError(usage(commands));
  if (args.includes('--help') || args[0] === 'help') throw new UsageError(usage(commands), 0);
  const command = findCommand(args, commands);
  if (!command) throw new UsageError(`There is no such command.\n\n${usage(commands)}`);
  const rest = args.slice(command.name.split(' ').length);
  const { json, ...values } = readOptions(command, rest);
  for (const [option, isNeeded] of Object.entries(command.options)) {
    if (isNeeded === true && !values[option]) {
      throw new UsageError(`--${option} is missing.\n\nUsage: portal ${signature(command)}`);
    }
  }
  return { command, values, json: json !== undefined };
}

function readOptions(command: Command, args: readonly string[]): Values {
  const known = Object.entries(command.options).map(
    ([name, kind]) => [name, { type: kind === 'flag' ? 'boolean' : 'string' }] as const,
  );
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, ...Object.fromEntries(known) },
      strict: true,
    });
    const entries = Object.entries(values).map(([name, value]) => [name, String(value)] as const);
    return Object.fromEntries(entries);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason}\n\nUsage: portal ${signature(command)}`);
  }
}
