import { type EditionObstacle, EditionUnusable } from '#editions';
import { Rejected, type RejectionCode } from '../http/rejected.js';

/** What each obstacle is answered as; a conflict by default. */
const codes: Readonly<Partial<Record<EditionObstacle, RejectionCode>>> = {
  unknown: 'not_found',
  bad_name: 'meaningless',
  too_many_editions: 'limit_reached',
  editions_too_large: 'limit_reached',
};

/** Does `work`; an edition that cannot be used as wanted is told at this field of the request. */
export async function refusing<Answer>(
  field: { readonly pointer: string } | { readonly parameter: string },
  work: Promise<Answer>,
): Promise<Answer> {
  try {
    return await work;
  } catch (cause) {
    if (!(cause instanceof EditionUnusable)) throw cause;
    const { message: detail, obstacle: code } = cause;
    throw new Rejected(codes[code] ?? 'conflict', detail, [{ ...field, code, detail }], { cause });
  }
}
