import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { ApiProblems } from '../http/problem.dto.js';
import type { ExportedList } from './exported-list.js';

/** Under which a handler keeps its list. */
export const exported_list = Symbol('the list that a handler returns pages of');

/** The parameter that every list has; by it the documentation knows one. */
export const format_parameter = 'format';

const flag = { required: false, enum: ['true', 'false'] };

/** A handler whose pages are given as files too. The parameters named here never reach it. */
export const ExportsList = (list: ExportedList): MethodDecorator =>
  applyDecorators(
    SetMetadata(exported_list, list),
    ApiProblems(406),
    ApiQuery({
      name: format_parameter,
      required: false,
      enum: [...list.formats],
      description:
        'What to give: pages of JSON, or everything in one file. The same as the end of the path (.csv), and goes before ' +
        'Accept. A file holds the items of all pages' +
        (list.isPaged ? '; `limit` is then how many are read at a time, by default 1,000.' : '.'),
    }),
    ApiQuery({
      ...flag,
      name: 'bom',
      description: 'Of csv: begin with a byte order mark, by which Excel knows that it is UTF-8.',
    }),
    ApiQuery({
      ...flag,
      name: 'meta',
      description:
        'Of csv: a first row that begins with # and says what was asked, as known when, from which position of the log; ' +
        'and a last one with the number of rows.',
    }),
  );
