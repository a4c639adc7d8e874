import { z } from 'zod';
import { atLeastOneField, choiceField, emailField, lineField, phoneField } from '../fields.ts';

export const relations = ['father', 'mother', 'other'] as const;

/** Body of createGuardian (contract, Bodies). */
export const GuardianCreate = z.strictObject({
  full_name: lineField(200),
  phone: phoneField,
  email: emailField.nullish(),
  relation: choiceField(relations),
});

/** Body of updateGuardian: at least one field; null clears only the e-mail address. */
export const GuardianUpdate = GuardianCreate.partial().refine(
  (fields) => Object.keys(fields).length > 0,
  atLeastOneField,
);

export type GuardianFields = z.output<typeof GuardianCreate>;

/** A guardian as the API shows it. */
export type Guardian = {
  id: number;
  full_name: string;
  phone: string;
  email: string | null;
  relation: (typeof relations)[number];
  created_at: string;
  updated_at: string;
};
