'use server';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { joinAnew, joinSignedIn } from '#lib/auth/join.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';

export type JoinState = { name: string; problem: string } | null;

const sentenceOf = ({ message, details, code }: AppError): string =>
  code === 'not_found'
    ? 'This link is no longer good. Ask for a new one.'
    : (Object.values(details.errors ?? {})[0]?.[0] ?? message);

/** Makes the account and joins; answers with the sentence to show when it does not work. */
export async function joinAnewAction(_before: JoinState, form: FormData): Promise<JoinState> {
  const text = (field: string) => String(form.get(field) ?? '');
  const name = text('name');
  try {
    const input = { secret: text('secret'), name, password: text('password') };
    const cookie = await joinAnew(await headers(), input);
    (await cookies()).set(cookie.name, cookie.value, cookie.options);
  } catch (error) {
    if (error instanceof AppError) return { name, problem: sentenceOf(error) };
    throw error;
  }
  redirect(routes.dashboard());
}

/** Joins with the account that is signed in. */
export async function joinSignedInAction(_before: JoinState, form: FormData): Promise<JoinState> {
  try {
    await joinSignedIn(await headers(), String(form.get('secret') ?? ''));
  } catch (error) {
    if (error instanceof AppError) return { name: '', problem: sentenceOf(error) };
    throw error;
  }
  redirect(routes.dashboard());
}
