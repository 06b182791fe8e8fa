import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import { readAs, type RequestClass } from './field-reader.js';
import { isObject } from './field-kinds.js';
import { shape_constraint, type ShapeContext } from './field.decorator.js';
import { isInheritedName } from './json-body.reader.js';
import { pointerTo, Rejected, type Violation } from './rejected.js';
import { nearMatches } from './near-matches.js';

/**
 * Turns bodies and queries into their classes and refuses, all at once, everything in them that has the wrong shape.
 * What is wrong by its meaning is found later.
 */
@Injectable()
export class ShapePipe implements PipeTransform {
  private readonly body = strictPipe((errors) => {
    throw new Rejected('malformed', 'The body does not have the shape of this request.', errors.flatMap(inBody));
  });
  private readonly parameters = strictPipe((errors) => {
    throw new Rejected('malformed', wrongParameters, errors.map(inAddress));
  });

  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    const { metatype } = metadata;
    const read =
      isObject(value) && metatype !== undefined ? readAs(metatype as unknown as RequestClass, value) : undefined;
    if (metadata.type !== 'body') {
      refuseInheritedNames(value);
      const asked: unknown = read ?? (await this.parameters.transform(value, metadata));
      // It says when to answer, and is no part of the question.
      if (isObject(asked)) Reflect.deleteProperty(asked, 'minPosition');
      return asked;
    }
    if (!isObject(value)) throw new Rejected('malformed', 'Send one JSON object, { … }, as the body.');
    return read ?? this.body.transform(value, metadata);
  }
}

const strictPipe = (refuse: (errors: ValidationError[]) => never): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    transform: true,
    transformOptions: { enableImplicitConversion: false },
    validationError: { target: true, value: true },
    exceptionFactory: refuse,
  });

/** class-validator takes these for fields that it knows. */
function refuseInheritedNames(parameters: unknown): void {
  const name = isObject(parameters) ? Object.keys(parameters).find(isInheritedName) : undefined;
  if (name === undefined) return;
  const violation = { parameter: name, code: 'unknown_field', detail: 'There is no such parameter.' };
  throw new Rejected('malformed', wrongParameters, [violation]);
}

const wrongParameters = 'The address does not have the parameters of this request.';

function inBody(error: ValidationError): readonly Violation[] {
  return violationsOf(error, '');
}

function inAddress(error: ValidationError): Violation {
  const [first] = violationsOf(error, '');
  return {
    parameter: error.property,
    code: first?.code ?? 'malformed',
    detail: Array.isArray(error.value) && !isOfList(error) ? 'Give it once.' : (first?.detail ?? 'It cannot be read.'),
  };
}

/** True for a parameter that may be given several times: it takes an empty list. */
const isOfList = (error: ValidationError): boolean =>
  (error.contexts?.[shape_constraint] as ShapeContext | undefined)?.faultsOf([]).length === 0;

function violationsOf(error: ValidationError, above: string): readonly Violation[] {
  const pointer = above + pointerTo(error.property);
  if (error.constraints?.['whitelistValidation'] !== undefined) return [unknownField(error, pointer)];
  const context = error.contexts?.[shape_constraint] as ShapeContext | undefined;
  if (context !== undefined) {
    return context.faultsOf(error.value).map((fault) => ({ ...fault, pointer: pointer + fault.pointer }));
  }
  return (error.children ?? []).flatMap((child) => violationsOf(child, pointer));
}

function unknownField(error: ValidationError, pointer: string): Violation {
  const known = error.target === undefined ? [] : fieldNames(error.target);
  const near = nearMatches(error.property, known);
  const advice = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are: ${known.join(', ')}.`;
  return { pointer, code: 'unknown_field', detail: `There is no "${error.property.slice(0, 64)}" here. ${advice}` };
}

function fieldNames(target: object): string[] {
  const fields = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', false, false);
  return [...new Set(fields.map((field) => field.propertyName))];
}
