import { Rejected, type Violation } from '../http/rejected.js';
import { type Sending, TriedOnly } from '../intake/acceptance.service.js';
import type { DraftDto } from '../reports/draft.dto.js';
import { idOfDraft } from '../reports/draft-references.js';
import type { LineResultDto } from './batch.dto.js';
import type { SentLine } from './sent-line.js';

/** What would become of the lines of one body. It remembers what earlier lines would register and report. */
export class LineTrial {
  /** Places, actors and reports, each as its kind and its id. */
  private readonly added = new Set<string>();
  /** What the events of earlier lines say, by their ids. */
  private readonly digests = new Map<string, string>();

  constructor(private readonly sending: Pick<Sending, 'asDraft' | 'revises'> = {}) {}

  /**
   * Returns the result of a line that ended so. What it names and earlier lines would add counts as there; where that alone was
   * missing, what comes after that check was not looked at.
   *
   * @throws what the line would be refused with.
   */
  outcomeOf(sent: SentLine, refusal: unknown): Omit<LineResultDto, 'line'> {
    const isTried = refusal instanceof TriedOnly;
    if (!isTried) this.requireOnlyAdded(sent, refusal);
    const earlier = isTried && !refusal.isRecorded ? this.earlierThan(refusal) : undefined;
    const isRepeated = isTried && (refusal.isRecorded || earlier === refusal.digest);
    const isRevised = isTried && (refusal.kind === 'draft_revised' || (earlier !== undefined && !isRepeated));
    const isDrafted = isTried
      ? refusal.kind === 'report_drafted'
      : this.sending.asDraft === true && sent.kind === 'report';
    const isNamed = isRevised || sent.kind === 'place' || sent.kind === 'actor';
    const id = isTried && !isNamed ? refusal.eventId : idIn(sent);
    if (id !== undefined) this.added.add(`${sent.kind} ${id}`);
    return {
      status: isRepeated ? 200 : 201,
      ...(id === undefined ? {} : { id }),
      ...((isDrafted || isRevised) && { review: 'new' as const }),
      ...(isRevised && { revised: true as const }),
    };
  }

  /**
   * What the last earlier line of the same id says. @throws {Rejected} it says something else, and nothing is revised by the line.
   */
  private earlierThan({ kind, eventId, digest, taken }: TriedOnly): string | undefined {
    const earlier = this.digests.get(eventId);
    const isRevision = kind === 'report_drafted' && this.sending.revises === true;
    if (earlier !== undefined && earlier !== digest && !isRevision) throw taken;
    this.digests.set(eventId, digest);
    return earlier;
  }

  /** @throws what is wrong with the line, without the names that earlier lines would add, where anything else is. */
  private requireOnlyAdded(sent: SentLine, refusal: unknown): void {
    if (!(refusal instanceof Rejected)) throw refusal;
    const others = refusal.violations.filter((violation) => !this.isAdded(sent, violation));
    if (others.length === refusal.violations.length) throw refusal;
    if (others.length > 0) throw new Rejected(refusal.code, refusal.message, others, { cause: refusal });
  }

  private isAdded({ id, body }: SentLine, { pointer, parameter, code }: Violation): boolean {
    const [, kind] = /^unknown_(place|actor|report)$/.exec(code) ?? [];
    const named = parameter === 'id' ? id : pointer === undefined ? undefined : valueAt(body, pointer);
    return kind !== undefined && typeof named === 'string' && this.added.has(`${kind} ${named.toLowerCase()}`);
  }
}

/** The id of what a line adds, where the line says it. */
function idIn({ kind, body }: SentLine): string | undefined {
  if (kind === 'report') return idOfDraft(body as DraftDto);
  const { id } = body as { readonly id?: unknown };
  return typeof id === 'string' ? id : undefined;
}

const valueAt = (body: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, step) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined,
      body,
    );
