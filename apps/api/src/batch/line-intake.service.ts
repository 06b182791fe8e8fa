import { Injectable, Logger } from '@nestjs/common';
import type { DraftState } from '#editions';
import type { Scope } from '#platform';
import { requireScope } from '../access/permission.js';
import { ActorDto } from '../actors/actor.dto.js';
import { ActorsService } from '../actors/actors.service.js';
import { isObject } from '../http/field-kinds.js';
import type { Line } from '../http/line-splitter.js';
import { problemOf } from '../http/problem.filter.js';
import { ShapePipe } from '../http/shape.pipe.js';
import { DecisionDto } from '../incidents/decision.dto.js';
import { IncidentIntake } from '../incidents/incident-intake.service.js';
import type { Accepted } from '../intake/accepted.interceptor.js';
import type { RecordedDto } from '../intake/recorded.dto.js';
import type { Sending } from '../intake/acceptance.service.js';
import { PlaceDto } from '../places/place.dto.js';
import { PlacesService } from '../places/places.service.js';
import { CorrectionDto, GradingDto, ReinstatementDto, RetractionDto } from '../reports/amendment.dto.js';
import { DraftDto } from '../reports/draft.dto.js';
import { ReportIntake } from '../reports/report-intake.service.js';
import { ReportAddressDto } from '../reports/report-query.dto.js';
import { Redrafting } from '../review/redrafting.service.js';
import type { LineResultDto } from './batch.dto.js';
import type { LineTrial } from './line-trial.js';
import { type LineKind, readLine, type SentLine } from './sent-line.js';

type Taken = Accepted<RecordedDto & { readonly id: string; readonly review?: DraftState; readonly revised?: true }>;
type DtoClass<Body> = new () => Body;

/** Takes lines of a batch as the routes of their kinds take bodies. */
@Injectable()
export class LineIntake {
  private readonly logger = new Logger('LineIntake');
  private readonly shapes = new ShapePipe();

  constructor(
    private readonly reports: ReportIntake,
    private readonly redrafting: Redrafting,
    private readonly places: PlacesService,
    private readonly actors: ActorsService,
    private readonly incidents: IncidentIntake,
  ) {}

  /**
   * The result of each line, in order, once the log has what it took of them. Reports next to each other are taken
   * together, and so are registrations, each after those that it names; an amendment waits for the lines before it, and
   * those after it wait for it.
   */
  async takeGroup(group: readonly ReadLine[], inHand: BodyInHand): Promise<readonly LineResultDto[]> {
    const results: Promise<LineResultDto>[] = [];
    let registering = new Map<unknown, Promise<unknown>>();
    let last: ReadLine['way'] = 'free';
    for (const line of group) {
      if (line.way !== last || line.way === 'alone') {
        await Promise.all(results);
        registering = new Map();
      }
      last = line.way;
      const { id, named } = namesIn(line);
      const before = [id, ...named].flatMap((name) => registering.get(name) ?? []);
      const take = () => Promise.all(before).then(() => this.resultOf(line, inHand));
      const result = inHand.sending.revises === true ? afterSameReport(line, inHand.reports, take) : take();
      if (line.way === 'registering') registering.set(id, result);
      results.push(result);
    }
    return Promise.all(results);
  }

  private async resultOf(
    { number: line, sent, fault }: ReadLine,
    { sending, trial }: BodyInHand,
  ): Promise<LineResultDto> {
    try {
      if (sent === undefined) throw fault;
      const taken = this.take(sent, sending);
      if (trial === undefined) return accepted(line, await taken);
      return await taken.then(
        (one) => accepted(line, one),
        (refusal: unknown) => ({ line, ...trial.outcomeOf(sent, refusal) }),
      );
    } catch (error) {
      const problem = problemOf(error);
      if (problem.instance !== undefined) {
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        this.logger.error(`${problem.instance} ${problem.status} ${problem.code} in line ${line}\n${reason}`);
      }
      return { line, status: problem.status, problem };
    }
  }

  private async take({ kind, id, body }: SentLine, sending: Sending): Promise<Taken> {
    requireScope(sending.principal, scopeOf[kind]);
    const read = <Body>(dto: DtoClass<Body>) => this.read(dto, body);
    switch (kind) {
      case 'report':
        return (sending.revises === true ? this.redrafting : this.reports).submit(await read(DraftDto), sending);
      case 'place':
        return this.places.register(await read(PlaceDto), sending);
      case 'actor':
        return this.actors.register(await read(ActorDto), sending);
      case 'links':
        return this.incidents.decide('reports_linked', await read(DecisionDto), sending);
      case 'unlinks':
        return this.incidents.decide('reports_unlinked', await read(DecisionDto), sending);
      default:
        return this.amend(kind, await this.readAddress(id), body, sending);
    }
  }

  private async amend(
    kind: Extract<LineKind, 'correction' | 'retraction' | 'grade' | 'reinstatement'>,
    reportId: string,
    body: unknown,
    sending: Sending,
  ): Promise<Taken> {
    switch (kind) {
      case 'correction':
        return this.reports.correct(reportId, await this.read(CorrectionDto, body), sending);
      case 'retraction':
        return this.reports.retract(reportId, await this.read(RetractionDto, body), sending);
      case 'grade':
        return this.reports.grade(reportId, await this.read(GradingDto, body), sending);
      case 'reinstatement':
        return this.reports.reinstate(reportId, await this.read(ReinstatementDto, body), sending);
    }
  }

  private async read<Body>(dto: DtoClass<Body>, body: unknown): Promise<Body> {
    return (await this.shapes.transform(body, { type: 'body', metatype: dto })) as Body;
  }

  private async readAddress(id: unknown): Promise<string> {
    const address = await this.shapes.transform({ id }, { type: 'param', metatype: ReportAddressDto });
    return (address as ReportAddressDto).id.toLowerCase();
  }
}

/** A body whose lines are being taken. */
export interface BodyInHand {
  readonly sending: Sending;
  /** Where they are only tried. */
  readonly trial?: LineTrial;
  /** The lines with reports that have no result yet, by what gives a report its id. */
  readonly reports: Map<string, Promise<LineResultDto>>;
}

/** Takes a line after the one before it with the same report, of which it is another reading. */
function afterSameReport(
  { sent }: ReadLine,
  reports: BodyInHand['reports'],
  take: () => Promise<LineResultDto>,
): Promise<LineResultDto> {
  if (sent?.kind !== 'report' || !isObject(sent.body)) return take();
  const { id, externalId, source } = sent.body as Readonly<Record<string, unknown>>;
  const key = JSON.stringify([id, externalId, isObject(source) && 'outlet' in source ? source.outlet : undefined]);
  const before = reports.get(key);
  const result = before === undefined ? take() : before.then(take);
  reports.set(key, result);
  void result.then(() => reports.get(key) === result && reports.delete(key));
  return result;
}

/** What a line needs: the same as the route of its kind. */
const scopeOf: Readonly<Record<LineKind, Scope>> = {
  report: 'reports:write',
  correction: 'reports:write',
  retraction: 'reports:write',
  reinstatement: 'reports:write',
  grade: 'reports:assess',
  links: 'reports:assess',
  unlinks: 'reports:assess',
  place: 'names:write',
  actor: 'names:write',
};

/** A line that was read, or what is wrong with it. */
export interface ReadLine {
  readonly number: number;
  readonly sent?: SentLine;
  readonly fault?: unknown;
  /** Whether it is taken with its neighbours of the same way. */
  readonly way: 'free' | 'registering' | 'alone';
}

export function read({ number, bytes }: Line): ReadLine {
  try {
    const sent = readLine(bytes);
    const registers = sent.kind === 'place' || sent.kind === 'actor';
    return { number, sent, way: sent.kind === 'report' ? 'free' : registers ? 'registering' : 'alone' };
  } catch (fault) {
    return { number, fault, way: 'free' };
  }
}

/** The id that a registration has, and those that it names and that must be there before; unread, so of any type. */
function namesIn({ sent, way }: ReadLine): { readonly id?: unknown; readonly named: readonly unknown[] } {
  if (way !== 'registering' || !isObject(sent?.body)) return { named: [] };
  const { id, parent, connects, parents } = sent.body as Readonly<Record<string, unknown>>;
  const lists = [connects, parents].flatMap((list): unknown[] => (Array.isArray(list) ? list : []));
  return { id, named: [parent, ...lists.map((one) => (isObject(one) && 'actor' in one ? one.actor : one))] };
}

function accepted(line: number, { body, eventId }: Taken): LineResultDto {
  const { id, position, review, revised } = body;
  return {
    line,
    status: body.alreadyRecorded === true ? 200 : 201,
    id,
    ...(eventId === undefined ? {} : { eventId }),
    ...(position === undefined ? {} : { position }),
    ...(review === undefined ? {} : { review }),
    ...(revised === undefined ? {} : { revised }),
  };
}
