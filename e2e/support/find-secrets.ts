import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

/** The forms in which a secret is looked for: plain, hex, and base64 wherever in a longer text it stands. */
export function disguisesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    // The characters at the ends also hold bits of what stands beside the secret.
    return text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
  });
  const asUrl = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const inUrl = encodeURIComponent(secret);
  const inJson = [JSON.stringify(secret).slice(1, -1), secret.replaceAll('/', '\\/')];
  return [...new Set([secret, hex, hex.toUpperCase(), ...base64, ...asUrl, inUrl, ...inJson])];
}

/** The names of the secrets that stand in a text, whatever their form. */
export function secretsIn(text: string, secrets: ReadonlyMap<string, string>): string[] {
  return [...secrets].flatMap(([name, secret]) =>
    disguisesOf(secret).some((form) => text.includes(form)) ? [name] : [],
  );
}

/** Every row of every table by its table, as text; what is kept as bytes stands there as bytes, too. */
export async function dumpTables(databaseUrl: string): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const dump = new Map<string, string>();
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      const text = rows.map(({ row }) => row).join('\n');
      const bytes = [...text.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex = '']) =>
        Buffer.from(hex, 'hex').toString('latin1'),
      );
      dump.set(name, [text, ...bytes].join('\n'));
    }
    return dump;
  } finally {
    await client.end();
  }
}

/** Every file under a folder by its path: rows that are no more, indexes and the write-ahead log stand there. */
export async function readFolder(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(file, (await readFile(file)).toString('latin1'));
  }
  return files;
}
