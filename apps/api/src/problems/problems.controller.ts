import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/needs.decorator.js';
import { ApiProblems } from '../http/problem.dto.js';
import { problemMeanings, type ProblemMeaning } from '../http/problem-meanings.js';
import { Rejected } from '../http/rejected.js';

const html = 'text/html; charset=utf-8';
const shown_as_page = { content: { 'text/html': { schema: { type: 'string' as const } } } };

/** The pages that the `type` of a problem points at. */
@ApiTags('problems')
@Controller('problems')
export class ProblemsController {
  @Get()
  @Public()
  @Header('Content-Type', html)
  @ApiOperation({ summary: 'Every code of a problem, with what it means and what to do' })
  @ApiOkResponse({ description: 'A page.', ...shown_as_page })
  list(): string {
    return page('Problems', [...problemMeanings].map(([code, meaning]) => section(code, meaning)).join(''));
  }

  @Get(':code')
  @Public()
  @Header('Content-Type', html)
  @ApiOperation({ summary: 'What one code of a problem means, and what to do' })
  @ApiParam({ name: 'code', description: 'The `code` of a problem.', example: 'meaningless' })
  @ApiOkResponse({ description: 'A page.', ...shown_as_page })
  @ApiProblems(404)
  read(@Param('code') code: string): string {
    const meaning = problemMeanings.get(code);
    if (meaning === undefined)
      throw new Rejected(
        'not_found',
        `No problem has this code. There are: ${[...problemMeanings.keys()].join(', ')}.`,
      );
    return page(code, section(code, meaning));
  }
}

const section = (code: string, { means, advice }: ProblemMeaning): string =>
  `<h2><a href="/problems/${code}">${code}</a></h2><p>${means}</p><p>${advice}</p>`;

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} · Sitrep</title></head><body>${body}</body></html>`;
