import type { Report, Retraction, SitrepEvent } from '#situation';
import { campaignEvents } from './campaign-events.js';

/**
 * The campaign with every tenth report retracted or corrected, some told twice with other words, some graded before and
 * after a correction, and some linked, linked elsewhere and unlinked; one link stands in the log with two contents. Some
 * retracted reports are reinstated, some amendments of one moment follow each other, one pair in a circle, and some
 * links of one moment about sets that overlap follow several. Some places and actors are registered anew. Some reports
 * came in as drafts, of which some were revised, approved, rejected or left as they are.
 */
export function amendedCampaign(): readonly SitrepEvent[] {
  const events = campaignEvents();
  const reports = events.flatMap((event) => (event.kind === 'reported' ? [event.data] : []));
  const amendments = reports.flatMap((report, index): readonly SitrepEvent[] => {
    const id = numbered(report.id, index);
    const later = `2017-03-${12 + (index % 5)}T10:00:00Z`;
    const told = { id, reportId: report.id, reportedAt: later, reason: 'the desk was told otherwise' };
    if (index % 10 === 0) return [{ kind: 'report_retracted', data: told }, ...undone(report, told, index)];
    if (index % 10 === 1) {
      const correction = { ...told, report: corrected(report, later) };
      return [{ kind: 'report_corrected', data: correction }, graded(told, 0x3000, 9), graded(told, 0x4000, 20)];
    }
    if (index % 10 === 2) return [{ kind: 'reported', data: { ...report, summary: `${report.summary} (again)` } }];
    if (index % 10 === 6) return following(report, told, index);
    return index % 10 === 3 ? [graded(told, 0x3000, 8), graded(told, 0x4000, 8)] : [];
  });
  // A retraction of one report under the id of another: the smaller digest stands, whichever came first.
  const [clashing, retracted] = reports.slice(4, 6) as [Report, Report];
  const id: string = clashing.id;
  const clash = { id, reportId: retracted.id, reportedAt: '2017-03-20T10:00:00Z', reason: 'a clash of ids' };
  const clashes: SitrepEvent = { kind: 'report_retracted', data: clash };
  const decided = [...decisions(reports), ...overlapping(reports)];
  const drafted = new Set(reports.filter((_, index) => index % 10 === 7));
  const sent = events.filter((event) => event.kind !== 'reported' || !drafted.has(event.data));
  const anew = events.flatMap(registeredAnew);
  return [...sent, ...[...drafted].flatMap(reviewed), ...amendments, ...decided, clashes, ...anew];
}

/**
 * A draft with what became of it: approved as it was sent or as it was revised, rejected, or nothing. Of some there is also a
 * second decision, or the same report sent outright, as only somebody who writes past the api can.
 */
function reviewed(report: Report, index: number): readonly SitrepEvent[] {
  const decidedOn = (shift: number, day: number, draft: string) => ({
    id: numbered(report.id, shift),
    reportId: report.id,
    reportedAt: `2017-03-${day}T10:00:00Z`,
    draft,
    reason: 'as the desk sees it',
  });
  const { draft: _none, ...told } = decidedOn(0x11000, 14, report.id);
  const revision = { ...told, report: { ...report, summary: 'As revised.', control: [] } };
  const drafted: SitrepEvent = { kind: 'report_drafted', data: report };
  const approve = (day: number, draft: string): SitrepEvent => {
    const { reason: _none, ...approval } = decidedOn(0x12000 + day, day, draft);
    return { kind: 'report_approved', data: approval };
  };
  const reject = (day: number): SitrepEvent => ({
    kind: 'report_rejected',
    data: decidedOn(0x12000 + day, day, report.id),
  });
  const revise: SitrepEvent = { kind: 'draft_revised', data: revision };
  const lives: readonly (readonly SitrepEvent[])[] = [
    [drafted, approve(16, report.id)],
    [drafted, revise, approve(16, revision.id)],
    [drafted, revise, reject(16)],
    [drafted],
    [approve(17, report.id), drafted, revise, approve(15, revision.id)],
    [drafted, approve(15, report.id), reject(14)],
    [drafted, approve(16, report.id), { kind: 'reported', data: { ...report, summary: 'Sent outright.' } }],
  ];
  return lives[index % lives.length] ?? [];
}

type Told = Omit<Retraction, 'follows'>;

/** Every second withdrawal undone, at its own moment or later, with a correction meanwhile; some withdrawn once more. */
function undone(report: Report, told: Told, index: number): readonly SitrepEvent[] {
  if (index % 20 !== 0) return [];
  const later = index % 40 === 0 ? told.reportedAt : '2017-03-18T10:00:00Z';
  const reinstatement = { ...told, id: numbered(told.id, 0x8000), reportedAt: later, follows: [told.id] };
  const meanwhile = { ...told, id: numbered(told.id, 0x9000), reportedAt: '2017-03-17T10:00:00Z' };
  const again = { ...told, id: numbered(told.id, 0xa000), reportedAt: later, follows: [reinstatement.id] };
  return [
    { kind: 'report_reinstated', data: reinstatement },
    { kind: 'report_corrected', data: { ...meanwhile, report: corrected(report, meanwhile.reportedAt) } },
    ...(index % 60 === 0 ? [{ kind: 'report_retracted', data: again } as const] : []),
  ];
}

/** Two corrections of one moment, the first with the greater id, and a link between them that one of them follows. */
function following(report: Report, told: Told, index: number): readonly SitrepEvent[] {
  const [first, second] = [numbered(told.id, 0xc000), numbered(told.id, 0xb000)];
  const link = { id: numbered(told.id, 0xd000), reportIds: [report.id], incident: 'L-CHAIN', reason: 'in between' };
  const words = { ...told, report: corrected(report, told.reportedAt) };
  const circle = index % 20 === 6 ? { follows: [second] } : {};
  const plain = { ...report, reportedAt: told.reportedAt, summary: 'The last word.' };
  return [
    { kind: 'report_corrected', data: { ...words, id: first, ...circle } },
    { kind: 'reports_unlinked', data: { ...link, reportedAt: '2017-03-19T10:00:00Z', follows: [first] } },
    { kind: 'report_corrected', data: { ...told, id: second, report: plain, follows: [link.id] } },
  ];
}

/** Every fifth place and actor under other names, and the actor with other allies; every tenth twice at one instant. */
function registeredAnew(event: SitrepEvent, index: number): readonly SitrepEvent[] {
  if (index % 5 !== 0) return [];
  const names = (name: string) => ({ registeredAt: '2017-03-10T10:00:00Z', names: [{ language: 'ar', name }] });
  const anew = (name: string): SitrepEvent[] => {
    if (event.kind === 'place_registered') return [{ ...event, data: { ...event.data, ...names(name) } }];
    if (event.kind !== 'actor_registered') return [];
    const alliedWith = [{ actor: 'iran', from: '2017-01-01', note: name }];
    return [{ ...event, data: { ...event.data, ...names(name), alliedWith } }];
  };
  return index % 10 === 0 ? [...anew('الأول'), ...anew('الثاني')] : anew('الأول');
}

const numbered = (id: string, number: number): string => id.replace(/^.{8}/, (number + 0x10000000).toString(16));

const graded = (told: { readonly id: string; readonly reportId: string }, shift: number, day: number): SitrepEvent => ({
  kind: 'report_graded',
  data: {
    id: numbered(told.id, shift + day),
    reportId: told.reportId,
    reportedAt: `2017-03-${String(day).padStart(2, '0')}T10:00:00Z`,
    grade: { reliability: shift === 0x3000 ? 'A' : 'E', credibility: 5 },
  },
});

/** Every fifth report linked with the next one; every second link undone, or overtaken by another one. */
function decisions(reports: readonly Report[]): readonly SitrepEvent[] {
  return reports.flatMap((report, index): SitrepEvent[] => {
    const next = reports[index + 1];
    if (index % 5 !== 0 || next === undefined) return [];
    const decision = (shift: number, hour: number, incident: string, reportIds: readonly string[]) => ({
      id: numbered(report.id, shift + index),
      reportIds,
      incident,
      reportedAt: `2017-03-10T${hour}:00:00Z`,
      reason: `decision ${shift}`,
    });
    const both = [report.id, next.id];
    const link = decision(0x5000, 10, `L-${index % 3}`, both);
    const events: SitrepEvent[] = [{ kind: 'reports_linked', data: link }];
    if (index % 2 === 0) events.push({ kind: 'reports_unlinked', data: decision(0x6000, 12, link.incident, both) });
    if (index % 3 === 0) events.push({ kind: 'reports_linked', data: decision(0x7000, 11, 'L-OTHER', both) });
    const elsewhere = [report.id, reports[index + 2]?.id ?? next.id];
    if (index % 4 === 0) events.push({ kind: 'reports_linked', data: { ...link, reportIds: elsewhere } });
    return events;
  });
}

/** Links of one moment, each about a report of the one before, which it follows together with another; ids run backwards. */
function overlapping(reports: readonly Report[]): readonly SitrepEvent[] {
  const chosen = reports.filter((_, index) => index % 9 === 7);
  const id = (turn: number): string => numbered(chosen[0]?.id ?? '', 0xf000 - turn);
  return chosen
    .slice(2)
    .map((report, turn) => ({
      kind: turn % 4 === 3 ? 'reports_unlinked' : 'reports_linked',
      data: {
        id: id(turn),
        reportIds: [report.id, chosen[turn]?.id],
        incident: `L-CROSS-${turn % 3}`,
        reportedAt: '2017-03-16T10:00:00Z',
        reason: 'one of a chain',
        follows: [report.id, id(turn - 2), id(turn - 1)],
      },
    })) as unknown as readonly SitrepEvent[];
}

const corrected = (report: Report, reportedAt: string): Report => ({
  ...report,
  reportedAt,
  control: report.control.map((claim) => ({ ...claim, holders: ['iraq'], conditions: ['besieged'] })),
  ...(report.condition && {
    condition: report.condition.map((claim) => ({ ...claim, since: '2017-03-01', windowFrom: '2017-02-20' })),
  }),
  figures: report.figures.map((figure) => ({ ...figure, low: 7, best: 7 })),
});
