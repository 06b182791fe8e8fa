import {
  credibilities,
  type Credibility,
  type Instant,
  type Moment,
  reliabilities,
  type Reliability,
} from '#situation';
import { Field, IdentityField, ObjectField } from '../http/field.decorator.js';
import { flag, instant, instantOrNever, listOf, moment, oneOf, text, textMatching } from '../http/field-kinds.js';

const names_at_once = 100;
const editionName = textMatching(
  /^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$/,
  'a name: up to 48 lower-case letters, digits and hyphens, with no hyphen at either end',
);

/** Where an edition ends: exactly one of the three. */
export class UntilDto {
  @Field(moment, {
    description: 'What was made known by then: a day of the desk, to its end, or an instant.',
    example: '2017-03-08',
    optional: true,
  })
  readonly knownAt?: Moment;

  @Field(moment, {
    description: 'What the log had recorded by then: a day of the desk that is over, or an instant.',
    example: '2017-03-09T06:00:00Z',
    optional: true,
  })
  readonly recordedAt?: Moment;

  @Field(textMatching(/^\d{1,18}(-\d{1,18})*$/, 'the position of an answer, such as "331"'), {
    description: 'What lies before this position of the log: that of an answer pins what it was given from.',
    example: '331',
    optional: true,
  })
  readonly position?: string;
}

/** Reports graded worse than this, on either axis, stay out. */
export class LeastGradeDto {
  @Field(oneOf(reliabilities), { description: 'The least reliability that counts.', example: 'C', optional: true })
  readonly reliability?: Reliability;

  @Field(oneOf(credibilities), { description: 'The least credibility that counts.', example: 3, optional: true })
  readonly credibility?: Credibility;
}

/** What stays out. */
export class WithoutDto {
  @IdentityField(listOf(text(200), names_at_once), {
    description: 'Outlets: what they published stays out. Each by any of its names, as sources.',
    example: ['SANA'],
    optional: true,
  })
  readonly outlets?: readonly string[];

  @IdentityField(listOf(text(200), names_at_once), {
    description:
      'Sources: what has one of them as a voice anywhere in its chain of attribution stays out. The id, name, alias or ' +
      'local name of one registered actor stands for that actor under all its names, and for its parts on the day of the ' +
      'report; any other name for the voice that is printed so. Case, accents, spaces, tatweel and format characters do ' +
      'not matter.',
    example: ['Iraqi military'],
    optional: true,
  })
  readonly sources?: readonly string[];

  @IdentityField(listOf(text(200), names_at_once), {
    description:
      'Sides, by any of their names: what speaks for one, or for a part of it on the day of the report, stays out, unless ' +
      'another voice tells it of its own knowledge. A report speaks for the actors of its `speaksFor`; without that for ' +
      'its speakers, or for the first registered voice of its chain; the outlet speaks for itself.',
    example: ['iraq'],
    optional: true,
  })
  readonly sides?: readonly string[];

  @ObjectField(() => LeastGradeDto, {
    description: 'Reports graded worse on either axis. F and 6, which cannot be judged, are worse than any judgement.',
    optional: true,
  })
  readonly gradesBelow?: LeastGradeDto;
}

/** What an edition is made of. Empty: everything that the log holds when it is ordered. */
export class DefinitionDto {
  @ObjectField(() => UntilDto, { description: 'Where it ends. By default where the log ends now.', optional: true })
  readonly until?: UntilDto;

  @ObjectField(() => WithoutDto, { description: 'What stays out. By default nothing.', optional: true })
  readonly without?: WithoutDto;

  @Field(text(64), {
    description: 'The policy by which its answers are resolved where a question names none; rows do not depend on it.',
    example: 'all-sources@1',
    optional: true,
  })
  readonly policy?: string;
}

/** An edition that is wanted. */
export class EditionOrderDto {
  @Field(editionName, { description: 'How questions name it.', example: 'without-sana' })
  readonly name: string;

  @ObjectField(() => DefinitionDto, { description: 'What it is made of. By default everything.', optional: true })
  readonly definition?: DefinitionDto;

  @Field(instant, {
    description: 'From then on it is dropped, unless it is pinned. By default never.',
    example: '2030-01-01T00:00:00Z',
    optional: true,
  })
  readonly expiresAt?: Instant;

  @Field(flag, { description: 'A pinned edition is not dropped until it is unpinned.', example: false, default: false })
  readonly pinned?: boolean;
}

/** What to change of an edition; what is left out stays. */
export class EditionChangeDto {
  @Field(editionName, { description: 'Another name. Its id and its snapshots stay.', example: 'kept', optional: true })
  readonly name?: string;

  @Field(flag, { description: 'Whether it is kept from being dropped.', example: true, optional: true })
  readonly pinned?: boolean;

  @Field(instantOrNever, { description: 'When it is dropped, or "never".', example: 'never', optional: true })
  readonly expiresAt?: Instant | 'never';
}

/** Which edition. */
export class EditionAddressDto {
  @Field(textMatching(/^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$/, 'the name or the id of an edition'), {
    description: 'Its name or its id.',
    example: 'without-sana',
  })
  readonly edition: string;
}
