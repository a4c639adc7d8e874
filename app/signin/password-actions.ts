'use server';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { anonymousCtx } from '#lib/auth/session.ts';
import { forgotPassword } from '#lib/domain/users/forgot-password.ts';
import { redeemPasswordLink } from '#lib/domain/users/password-links.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';

/** `asked`: the one answer to every address. */
export type ForgotState = { email: string; problem?: string; asked?: true } | null;
export type ChooseState = { problem: string } | null;

const sentenceOf = ({ message, details }: AppError): string =>
  Object.values(details.errors ?? {})[0]?.[0] ?? message;

/** Asks for a link by which a new password is chosen. */
export async function forgotAction(_before: ForgotState, form: FormData): Promise<ForgotState> {
  const email = String(form.get('email') ?? '');
  try {
    await forgotPassword(anonymousCtx(await headers()), { email });
    return { email, asked: true };
  } catch (error) {
    if (error instanceof AppError) return { email, problem: sentenceOf(error) };
    throw error;
  }
}

/** Chooses a password by a link, and goes to sign in with it. */
export async function choosePasswordAction(
  _before: ChooseState,
  form: FormData,
): Promise<ChooseState> {
  const text = (field: string) => String(form.get(field) ?? '');
  if (text('password') !== text('again')) return { problem: 'The two passwords differ.' };
  try {
    const ctx = anonymousCtx(await headers());
    await redeemPasswordLink(ctx, { secret: text('secret'), password: text('password') });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const ended = 'This link has ended or was used. Ask for a new one.';
    return { problem: error.code === 'not_found' ? ended : sentenceOf(error) };
  }
  redirect(routes.signInChosen());
}
