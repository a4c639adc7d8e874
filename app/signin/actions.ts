'use server';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { closeSession, openSession } from '#lib/auth/open-session.ts';
import { safeReturnTo } from '#lib/auth/return-to.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';

export type SignInState = { email: string; problem: string } | null;

/** Signs in and goes to where the person wanted to; answers with the sentence to show when it does not work. */
export async function signInAction(_before: SignInState, form: FormData): Promise<SignInState> {
  const email = String(form.get('email') ?? '');
  const password = String(form.get('password') ?? '');
  try {
    const cookie = await openSession(await headers(), { email, password });
    (await cookies()).set(cookie.name, cookie.value, cookie.options);
  } catch (error) {
    if (error instanceof AppError) return { email, problem: error.message };
    throw error;
  }
  redirect(safeReturnTo(form.get('returnTo')));
}

/** Ends this browser's session. */
export async function signOutAction(): Promise<void> {
  const name = await closeSession(await headers());
  (await cookies()).delete({ name, path: '/', secure: name.startsWith('__Host-') });
  redirect(routes.home());
}
