import type { LanguageTag, LocalName } from '#situation';
import { Field, ObjectListField } from '../http/field.decorator.js';
import { languageTag, name } from '../http/field-kinds.js';
import type { Violation } from '../http/rejected.js';
import { duplicates } from './body.rules.js';

/** What something is called in a language. */
export class LocalNameDto {
  @Field(languageTag, { description: 'The language by BCP 47, with its script where that matters.', example: 'ar' })
  readonly language: LanguageTag;

  @Field(name(200), { description: 'The name, in the script of the language.', example: 'الموصل' })
  readonly name: string;
}

export const NamesField = (): PropertyDecorator =>
  ObjectListField(() => LocalNameDto, 50, {
    description: 'What it is called in other languages and scripts; several in one language are fine.',
    optional: true,
  });

/** Names that are given twice: one language in either case, and one name. */
export const nameViolations = (names: readonly LocalName[] | undefined): readonly Violation[] =>
  duplicates(names, '/names', ({ language, name }) => `${language.toLowerCase()} ${name}`);

/** The names as they are stored; nothing where there are none. */
export const canonicalNames = (names: readonly LocalName[] | undefined): readonly LocalName[] | undefined =>
  names === undefined || names.length === 0 ? undefined : names.map(({ language, name }) => ({ language, name }));
