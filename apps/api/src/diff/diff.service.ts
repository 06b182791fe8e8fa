import { Injectable } from '@nestjs/common';
import { type DiffCursor, diffModels, diffPage, type DiffSide } from '#editions';
import type { Moment } from '#situation';
import { Rejected } from '../http/rejected.js';
import { addressOf, type Link } from '../reading/page.js';
import { type Question, Questions } from '../reading/questions.service.js';
import type { DiffDto, DiffSideDto } from './diff-answer.dto.js';
import type { DiffAddressDto, DiffQueryDto } from './diff-query.dto.js';
import { Withholding } from '../sensitivity/withholding.service.js';
import { cursorRefused, partsOfCursor } from '../reading/list-cursor.js';

/** One side, asked and made exact. */
interface Side {
  readonly asked: DiffSide;
  readonly echo: DiffSideDto;
}

/** Returns what two editions say differently, or one at two dates. */
@Injectable()
export class DiffService {
  constructor(
    private readonly questions: Questions,
    private readonly withholding: Withholding,
  ) {}

  async between(names: DiffAddressDto, query: DiffQueryDto): Promise<DiffDto> {
    const { readModel, limit, after, validAt, knownAt, andValidAt = validAt, andKnownAt = knownAt } = query;
    if (validAt === undefined && andValidAt !== undefined)
      throw refused('validAt', 'missing', 'Send validAt as well: a moment is compared with another one.');
    const a = await this.side('a', names.a, validAt, knownAt);
    const b = await this.side('b', names.b, andValidAt, andKnownAt);
    if (a.asked.schema === b.asked.schema && andValidAt === validAt && andKnownAt === knownAt)
      throw refused('b', 'same', 'Send another edition, or andKnownAt or andValidAt: this compares one with itself.');
    const page = { limit, ...(after === undefined ? {} : { after: readCursor(after) }) };
    const { items, next } = await diffPage(
      await this.withholding.database(),
      { a: a.asked, b: b.asked, models: readModel },
      page,
    );
    const href = (cursor: string | undefined): string =>
      addressOf(`/v1/editions/${names.a}/diff/${names.b}`, {
        validAt,
        andValidAt,
        knownAt: a.echo.knownAt,
        andKnownAt: b.echo.knownAt,
        readModel: readModel.join(),
        limit,
        after: cursor,
      });
    const links: Link[] = [{ rel: 'self', href: href(after) }];
    if (next !== undefined) links.push({ rel: 'next', href: href(cursorText(next)) });
    return { a: a.echo, b: b.echo, items, links };
  }

  private async side(
    parameter: 'a' | 'b',
    edition: string,
    validAt: Moment | undefined,
    knownAt: Moment | undefined,
  ): Promise<Side> {
    const question = await this.open(parameter, {
      edition,
      ...(validAt === undefined ? {} : { validAt }),
      ...(knownAt === undefined ? {} : { knownAt }),
    });
    const { scope, knownAtMs, echo, position } = question;
    return {
      asked: { schema: scope.schema, knownAtMs, ...(validAt === undefined ? {} : { validAt: question.validAt }) },
      echo: { edition, validAt: validAt ?? null, knownAt: echo.knownAt, position },
    };
  }

  /** An edition that is not there is named by the part of the path that names it. */
  private async open(parameter: string, asked: Parameters<Questions['open']>[0]): Promise<Question> {
    return this.questions.open(asked).catch((error: unknown) => {
      if (!(error instanceof Rejected)) throw error;
      const violations = error.violations.map((one) => (one.parameter === 'edition' ? { ...one, parameter } : one));
      throw new Rejected(error.code, error.message, violations, { cause: error });
    });
  }
}

const refused = (parameter: string, code: string, detail: string): Rejected =>
  new Rejected('malformed', 'These two cannot be compared.', [{ parameter, code, detail }]);

/** Where a page ended, as text for a link. */
export const cursorText = ({ model, key, count }: DiffCursor): string =>
  Buffer.from(JSON.stringify([model, key, count])).toString('base64url');

/** Reads it back. Throws `Rejected` when it is none of ours. */
export function readCursor(text: string): DiffCursor {
  const [model, key, count] = partsOfCursor(text);
  const known = diffModels.find((one) => one === model);
  if (known !== undefined && typeof key === 'string' && Number.isSafeInteger(count) && !key.includes('\u0000'))
    return { model: known, key, count: count as number };
  throw cursorRefused();
}
