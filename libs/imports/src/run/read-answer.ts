/** One thing that the API found wrong, and where. */
export interface Problem {
  /** A JSON pointer into the line; empty for the line as a whole. */
  readonly pointer: string;
  readonly detail: string;
}

/** What became of a posted line. `later` means that nothing is decided and the same line may be sent again. */
export type Answer =
  | { readonly kind: 'recorded'; /** Of a report that waits for an approval. */ readonly draft?: 'new' | 'revised' }
  | { readonly kind: 'present' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'later'; readonly status: number; readonly retryAfter: string | null };

/** What was decided about a line for good. */
export type Decision = Exclude<Answer, { kind: 'later' }>;

const triedAgain: ReadonlySet<number> = new Set([408, 425, 429, 502, 503, 504]);

/** Reads an answer of the API: a new record is 201, one that was there is 200, refusals are RFC 9457 problem details. */
export function readAnswer(status: number, body: string, retryAfter: string | null = null): Answer {
  if (status === 201 || status === 202) return { kind: 'recorded' };
  if (status >= 200 && status < 300) return { kind: 'present' };
  if (triedAgain.has(status)) return { kind: 'later', status, retryAfter };
  return { kind: 'refused', problems: problemsIn(status, body) };
}

/** A line of what a batch answers. */
export interface LineResult {
  readonly line?: number;
  readonly status?: number;
  readonly problem?: unknown;
  /** Of a report that is a draft, and of another reading of one. */
  readonly review?: string;
  readonly revised?: boolean;
}

/** Reads the result of a line that a batch decided, or tried. */
export function readResult({ status, problem, review, revised }: LineResult & { readonly status: number }): Answer {
  const answer = readAnswer(status, JSON.stringify(problem ?? {}));
  if (answer.kind !== 'recorded' || review === undefined) return answer;
  return { kind: 'recorded', draft: revised === true ? 'revised' : 'new' };
}

function problemsIn(status: number, body: string): Problem[] {
  const problem = asObject(parsed(body));
  const listed = Array.isArray(problem['errors']) ? problem['errors'].map(asObject) : [];
  const problems = listed.map((error) => ({
    pointer: textOf(error['pointer']),
    detail: textOf(error['detail']) || textOf(error['code']),
  }));
  if (problems.length > 0) return problems;
  const detail = textOf(problem['detail']) || textOf(problem['title']) || 'the server gave no reason';
  return [{ pointer: '', detail: `${detail} (status ${status})` }];
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
