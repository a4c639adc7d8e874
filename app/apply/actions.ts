'use server';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { anonymousCtx } from '#lib/auth/session.ts';
import { apply, confirmApplication } from '#lib/domain/applications/apply.ts';
import { type ApplyInput, applyFields } from '#lib/domain/applications/schemas.ts';
import { AppError, type FieldErrors } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';

/** What was typed, and what is wrong with it. */
export type ApplyState = {
  values: Readonly<Record<string, string>>;
  errors: FieldErrors;
  problem?: string;
  /** Counts the answers, so that the form takes the values of the newest one. */
  answer: number;
} | null;

/** Sends the application and goes to its status page; answers with what is wrong when it cannot be taken. */
export async function applyAction(before: ApplyState, form: FormData): Promise<ApplyState> {
  const text = (field: string) => String(form.get(field) ?? '');
  const values = Object.fromEntries(applyFields.map((field) => [field, text(field)]));
  const answer = (before?.answer ?? 0) + 1;
  let secret = text('secret');
  try {
    // The verb's schema judges what was sent.
    const input = { ...values, secret } as ApplyInput & { secret: string };
    ({ secret } = await apply(anonymousCtx(await headers()), input));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { errors } = error.details;
    if (errors) return { values, errors, answer };
    return { values, errors: {}, problem: error.message, answer };
  }
  redirect(routes.application(secret));
}

/** The applicant confirms the address. */
export async function confirmAction(form: FormData): Promise<void> {
  const secret = String(form.get('secret') ?? '');
  try {
    await confirmApplication(anonymousCtx(await headers()), secret);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  redirect(routes.confirmApplication(secret));
}
