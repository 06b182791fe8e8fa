import { getMetadataStorage } from 'class-validator';

/** How one field of a class of requests is read. */
export interface FieldReader {
  /** True for a value, already read by `read` and `nested`, that has the shape of the field. */
  readonly accepts: (value: unknown) => boolean;
  readonly isRequired: boolean;
  /** Makes of what was sent what is checked. */
  readonly read?: (value: unknown) => unknown;
  /** The class of the object, or of each object of the list, that the field holds. */
  readonly nested?: () => RequestClass;
}

export type RequestClass = abstract new (...parts: never[]) => object;

const declared = new WeakMap<object, Map<string, FieldReader>>();

/** Remembers how a field is read: what its decorators say of it adds up. */
export const remembersReader =
  (part: Partial<FieldReader>): PropertyDecorator =>
  (target, name) => {
    const fields = declared.get(target.constructor) ?? new Map<string, FieldReader>();
    const known = fields.get(String(name)) ?? { accepts: () => false, isRequired: true };
    declared.set(target.constructor, fields.set(String(name), { ...known, ...part }));
  };

/** What is known of a class once for all its bodies. */
interface Shape {
  readonly make: new () => Record<string, unknown>;
  readonly fields: ReadonlyMap<string, FieldReader>;
  readonly required: readonly string[];
}

const shapes = new WeakMap<object, Shape | null>();

/**
 * Reads a body as its class without class-validator, as class-validator and class-transformer would. Undefined where
 * anything is not as it should be, and where the class has fields of other makes: then these say what is wrong.
 */
export function readAs(dto: RequestClass, body: object): object | undefined {
  const shape = shapeOf(dto);
  if (shape === null) return undefined;
  const made = new shape.make();
  for (const name of Object.keys(body)) {
    const field = shape.fields.get(name);
    if (field === undefined) return undefined;
    const value = readField(field, (body as Record<string, unknown>)[name]);
    if (value === undefined || !field.accepts(value)) return undefined;
    made[name] = value;
  }
  return shape.required.every((name) => Object.hasOwn(body, name)) ? made : undefined;
}

function readField({ read, nested }: FieldReader, sent: unknown): unknown {
  const value = read === undefined ? sent : read(sent);
  if (nested === undefined) return Array.isArray(value) ? value.slice() : value;
  const dto = nested();
  if (!Array.isArray(value)) return isPlain(value) ? readAs(dto, value) : undefined;
  const items: unknown[] = [];
  for (const item of value) {
    const one = isPlain(item) ? readAs(dto, item) : undefined;
    if (one === undefined) return undefined;
    items.push(one);
  }
  return items;
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function shapeOf(dto: RequestClass): Shape | null {
  const known = shapes.get(dto);
  if (known !== undefined) return known;
  const fields = new Map<string, FieldReader>();
  const classes: object[] = [];
  for (let next: object | null = dto; typeof next === 'function'; next = Object.getPrototypeOf(next))
    classes.unshift(next);
  for (const one of classes) for (const [name, field] of declared.get(one) ?? []) fields.set(name, field);
  const required = [...fields].filter(([, { isRequired }]) => isRequired).map(([name]) => name);
  const validated = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  const isWhole = validated.length > 0 && validated.every(({ propertyName }) => fields.has(propertyName));
  const shape = !isWhole ? null : { make: dto as unknown as Shape['make'], fields, required };
  shapes.set(dto, shape);
  return shape;
}
