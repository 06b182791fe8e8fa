import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { eventSchemas } from '../../libs/event-log/src/schemas/catalogue.schemas.js';

/** Validators as a stranger has them: strict, and without a single format of ours. */
export function compileAsStranger(): ReadonlyMap<string, ValidateFunction> {
  const ajv = new Ajv2020({ strict: true });
  return new Map(eventSchemas().map(({ type, schema }) => [type, ajv.compile(schema)]));
}
