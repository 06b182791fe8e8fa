import { credibilities, reliabilities } from '#situation';

/** A JSON Schema (draft 2020-12) or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

export const text = (maxLength: number): Schema => ({ type: 'string', minLength: 1, maxLength });
export const oneOf = (values: readonly (string | number)[]): Schema => ({ enum: values });
export const listOf = (items: Schema, maxItems: number): Schema => ({ type: 'array', items, maxItems });

export const slug: Schema = { type: 'string', format: 'slug' };
export const uuid: Schema = { type: 'string', format: 'uuid' };
export const day: Schema = { type: 'string', format: 'day' };
export const instant: Schema = { type: 'string', format: 'instant' };
export const moment: Schema = { type: 'string', format: 'moment' };
export const amount: Schema = { type: 'number', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
export const flag: Schema = { type: 'boolean' };

/** An object whose `required` properties must be there. Unknown properties are kept and ignored: newer writers exist. */
export const record = (required: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
});

export const grade = record(
  { reliability: oneOf(reliabilities), credibility: oneOf(credibilities) },
  { reason: text(2_000) },
);
