type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/**
 * Returns the document with null as a type of its own, as OpenAPI 3.1 has it, in place of the `nullable` of 3.0 that the
 * decorators write. A nullable reference becomes `anyOf` of the reference and null.
 */
export function withNullTypes<Document extends object>(document: Document): Document {
  return converted(document as Json) as Document;
}

function converted(document: Json): Json {
  if (Array.isArray(document)) return document.map(converted);
  if (document === null || typeof document !== 'object') return document;
  const { nullable, ...schema } = Object.fromEntries(
    Object.entries(document).map(([name, value]) => [name, converted(value)]),
  );
  if (typeof nullable !== 'boolean') return nullable === undefined ? schema : { ...schema, nullable };
  return nullable ? orNull(schema) : schema;
}

function orNull({ type, allOf, ...rest }: Record<string, Json>): Json {
  if (Array.isArray(allOf)) return { ...rest, anyOf: [...allOf, { type: 'null' }] };
  const among = Array.isArray(rest.enum) ? { enum: [...rest.enum, null] } : {};
  return { ...rest, ...among, ...(typeof type === 'string' && { type: [type, 'null'] }) };
}
