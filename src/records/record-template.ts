import { createHash } from 'node:crypto';
import { z } from 'zod';
import { subjects } from './subject';

const VERSION_LENGTH = 12;
const LABEL_MAX = 40;

const id = z
  .string()
  .max(64)
  .regex(
    /^[a-z][a-zA-Z0-9]*(-[a-zA-Z0-9]+)*$/,
    'must begin with a small letter, and hold letters, digits and single hyphens only',
  );
const label = z.string().trim().min(1).max(LABEL_MAX);
const common = {
  id,
  label,
  /** Said below the field. */
  hint: z.string().trim().min(1).max(120).optional(),
  /** Left out, the sheet of either subject has it. */
  only: z.enum(subjects).optional(),
};

const fieldSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('text') }),
  z.strictObject({ ...common, kind: z.literal('date') }),
  z.strictObject({
    ...common,
    kind: z.literal('choice'),
    choices: z.array(z.strictObject({ id, label })).min(2).max(20),
  }),
]);

/** `flows/desk/record.yaml`: the sheet (支援記録票) as an organisation has it. */
export const recordTemplateSchema = z
  .strictObject({
    title: label,
    fields: z.array(fieldSchema).min(1).max(60),
  })
  .superRefine(({ fields }, context) => {
    fields.forEach((field, index) => {
      if (fields.findIndex((other) => other.id === field.id) !== index) {
        context.addIssue({
          code: 'custom',
          path: ['fields', index, 'id'],
          message: `is taken by another field already: ${field.id}`,
        });
      }
      if (field.kind !== 'choice') return;
      field.choices.forEach((choice, at) => {
        if (field.choices.findIndex((other) => other.id === choice.id) === at) return;
        context.addIssue({
          code: 'custom',
          path: ['fields', index, 'choices', at, 'id'],
          message: `is taken by another choice already: ${choice.id}`,
        });
      });
    });
  });

export type TemplateField = z.infer<typeof fieldSchema>;

/** The sheet that is filled in now. */
export interface RecordTemplate extends z.infer<typeof recordTemplateSchema> {
  /** Names these very fields: a hash of them. */
  readonly version: string;
}

/** The sheet of an organisation whose folder has none: notes, tags and referrals, and no fields. */
export const bareTemplate: RecordTemplate = versioned({ title: '支援記録票', fields: [] });

/** A sheet that was read, with its version. */
export function versioned(read: z.infer<typeof recordTemplateSchema>): RecordTemplate {
  const version = createHash('sha256').update(JSON.stringify(read)).digest('hex').slice(0, VERSION_LENGTH);
  return { ...read, version };
}

/**
 * Whether something may be written into a field: a choice that it has, a day of the calendar, or any text. Emptying is
 * always allowed, also for a field that the template has no more.
 */
export function fits(field: TemplateField | undefined, value: string | null): boolean {
  if (value === null || value === '') return true;
  switch (field?.kind) {
    case undefined:
      return false;
    case 'text':
      return true;
    case 'choice':
      return field.choices.some((choice) => choice.id === value);
    case 'date':
      return z.iso.date().safeParse(value).success;
  }
}

/** A value as it is read aloud: a choice by its label, everything else as it stands. */
export function readable(field: TemplateField | undefined, value: string): string {
  if (field?.kind !== 'choice') return value;
  return field.choices.find((choice) => choice.id === value)?.label ?? value;
}
