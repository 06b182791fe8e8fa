import { ApiProblems } from '../http/problem.dto.js';

/**
 * Documents the problems of every question to an edition: 404 where it is not there, 409 where it cannot be read as it
 * is, and 410 where it was there when its snapshot was taken.
 */
export const ReadsEdition = (): MethodDecorator => ApiProblems(400, 404, 409, 410, 503);
