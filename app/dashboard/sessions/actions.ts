'use server';
import { headers } from 'next/headers';
import { requirePersonCtx } from '#lib/auth/session.ts';
import { changePassword } from '#lib/domain/users/change-password.ts';
import { AppError, type FieldErrors } from '#lib/errors.ts';

export type ChangeState = { errors: FieldErrors; problem?: string; ended?: number } | null;

/** Chooses another password; answers how many other sessions that ended. */
export async function changePasswordAction(
  _before: ChangeState,
  form: FormData,
): Promise<ChangeState> {
  const text = (field: string) => String(form.get(field) ?? '');
  if (text('password') !== text('again')) {
    return { errors: { password: ['The two passwords differ.'] } };
  }
  try {
    const ctx = await requirePersonCtx(await headers());
    const input = { current: text('current'), password: text('password') };
    const { sessionsEnded } = await changePassword(ctx, input);
    return { errors: {}, ended: sessionsEnded };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { errors } = error.details;
    return errors ? { errors } : { errors: {}, problem: error.message };
  }
}
