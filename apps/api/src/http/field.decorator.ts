import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { foldIdentity } from '#situation';
import { registerDecorator, ValidateNested } from 'class-validator';
import { type RequestClass, remembersReader } from './field-reader.js';
import { faultsOfField, listOf, listOfObjects, object, type Fault, type FieldKind, word } from './field-kinds.js';

/** What the documentation says of a field, and whether it may be left out. */
export interface FieldOptions {
  readonly description: string;
  readonly example?: unknown;
  readonly default?: unknown;
  /** True when it may be left out. A field with a default may. */
  readonly optional?: true;
}

/** The name under which class-validator reports a field that is not as it should be. */
export const shape_constraint = 'shape';

/** What the shape constraint carries along, so that a refusal can say everything that is wrong. */
export interface ShapeContext {
  readonly faultsOf: (value: unknown) => readonly Fault[];
}

/** A field of a request: checked by its kind and described in OpenAPI by the same kind. */
export const Field = (kind: FieldKind, options: FieldOptions): PropertyDecorator =>
  applyDecorators(documented(options, kind.schema), shaped(kind, options));

/** A field that holds one object, described by a class of its own. */
export const ObjectField = (dto: () => RequestClass, options: FieldOptions): PropertyDecorator =>
  applyDecorators(
    documented(options, { type: () => dto() }),
    shaped(object, options),
    remembersReader({ nested: dto }),
    ValidateNested(),
    Type(dto as never),
  );

/** A field that holds a list of at most `max` objects. */
export const ObjectListField = (dto: () => RequestClass, max: number, options: FieldOptions): PropertyDecorator =>
  applyDecorators(
    documented(options, { type: () => [dto()], maxItems: max }),
    shaped(listOfObjects(max), options),
    remembersReader({ nested: dto }),
    ValidateNested({ each: true }),
    Type(dto as never),
  );

/** A field of which what was sent is made into what is checked. */
const readField = (kind: FieldKind, options: FieldOptions, read: (value: unknown) => unknown): PropertyDecorator =>
  applyDecorators(
    Field(kind, options),
    Transform(({ value }: { value: unknown }) => read(value)),
    remembersReader({ read }),
  );

/** A whole number in a query, where everything is text. */
export const QueryNumber = (kind: FieldKind, options: FieldOptions): PropertyDecorator =>
  readField(kind, options, numbered);

const numbered = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;

/** One of some words, in a body also as JSON has them. */
export const QueryWord = (values: readonly string[], options: FieldOptions): PropertyDecorator =>
  readField(word(values), options, worded);

const worded = (value: unknown): unknown => (['boolean', 'number'].includes(typeof value) ? String(value) : value);

/**
 * Text that tells things apart (an outlet, its number for a report, the key of an incident, a voice), or a list of such:
 * read folded, so that what cannot be seen makes no difference. What is then empty is refused.
 */
export const IdentityField = (kind: FieldKind, options: FieldOptions): PropertyDecorator =>
  readField(kind, options, foldedAll);

const foldedAll = (value: unknown): unknown => (Array.isArray(value) ? value.map(folded) : folded(value));
const folded = (value: unknown): unknown => (typeof value === 'string' ? foldIdentity(value) : value);

/** A list in a query: given several times, or once with commas between. The same twice is once. */
export const QueryList = (kind: FieldKind, max: number, options: FieldOptions): PropertyDecorator =>
  readField(listOf(kind, max), options, listed);

function listed(value: unknown): unknown {
  const given: readonly unknown[] = (Array.isArray(value) ? value : [value]).map(worded);
  if (!given.every((one) => typeof one === 'string')) return value;
  return [...new Set(given.flatMap((one) => one.split(',')))];
}

const documented = (options: FieldOptions, schema: FieldKind['schema']): PropertyDecorator => {
  const { optional, ...shown } = options;
  return ApiProperty({ ...schema, ...shown, required: isRequired({ ...shown, optional }) } as ApiPropertyOptions);
};

const isRequired = (options: { optional?: true | undefined; default?: unknown }): boolean =>
  options.optional !== true && options.default === undefined;

function shaped(kind: FieldKind, options: FieldOptions): PropertyDecorator {
  const faultsOf: ShapeContext['faultsOf'] = (value) => faultsOfField(kind, value, isRequired(options));
  const remembers = remembersReader({
    accepts: (value) => faultsOf(value).length === 0,
    isRequired: isRequired(options),
  });
  return (target, propertyName) => {
    remembers(target, propertyName);
    registerDecorator({
      name: shape_constraint,
      target: target.constructor,
      propertyName: String(propertyName),
      options: { context: { faultsOf } satisfies ShapeContext },
      // Without a message class-validator would leave the context out.
      validator: { validate: (value) => faultsOf(value).length === 0, defaultMessage: () => 'has faults' },
    });
  };
}
