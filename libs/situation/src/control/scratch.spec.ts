import fc from 'fast-check';
import { contested, gained, observed, resolvedAt } from './claims.fixture.js';
import { addDays, type Moment, type Day } from '../time/time.js';

const n = Number(process.env.N ?? 3000);
const base = '2017-03-01' as Day;
interface Ev { effect: 'gained'|'observed'|'contested'; at: number; hour: number|undefined; holder: string; from: string|undefined; window: number|undefined; since: number|undefined; lasts: number|undefined; status: 'contested'|'divided'|undefined; cond: boolean }
const ev = (sides: string[]) => fc.record({
  effect: fc.constantFrom('gained','gained','observed','observed','contested') as fc.Arbitrary<Ev['effect']>,
  at: fc.nat(14), hour: fc.option(fc.nat(23), {freq: 1}).map(x => x ?? undefined),
  holder: fc.constantFrom(...sides), from: fc.constantFrom(undefined, ...sides),
  window: fc.option(fc.nat(6), {freq: 1, nil: undefined}), since: fc.option(fc.nat(5), {freq:1, nil: undefined}).map(x=>x),
  lasts: fc.option(fc.nat(5), {freq:1, nil: undefined}),
  status: fc.constantFrom(undefined, undefined, undefined, 'contested' as const, 'divided' as const),
  cond: fc.boolean(),
}) as fc.Arbitrary<Ev>;
const moment = (d: number, h: number|undefined, off = 0): Moment => { const day = addDays(base, d + off); return (h === undefined ? day : `${day}T${String(h).padStart(2,'0')}:30:00+03:00`) as Moment; };
const build = (e: Ev, i: number, o: { off?: number; ren?: (a: string)=>string; id?: (i:number)=>string } = {}) => {
  const ren = o.ren ?? ((a: string) => a); const report = (o.id ?? ((k: number) => `r${k}`))(i);
  const shared = { report, event: report, conditions: e.cond ? ['under_fire' as const] : [] , ...(e.status === undefined ? {} : {status: e.status})};
  const off = o.off ?? 0;
  if (e.effect === 'gained') { const {status: _s, ...rest} = {status: undefined, ...shared}; return gained(ren(e.holder), moment(e.at, e.hour, off), { ...rest, ...(e.from === undefined || e.from === e.holder ? {} : {takenFrom: ren(e.from)}), ...(e.window === undefined || e.hour !== undefined ? {} : {windowFrom: moment(e.at - e.window, undefined, off)}) }); }
  if (e.effect === 'observed') return observed(ren(e.holder), moment(e.at, e.hour, off), { ...shared, ...(e.since === undefined ? {} : {since: moment(e.at - e.since, undefined, off)}) });
  return contested(moment(e.at, e.hour, off), { ...shared, holders: e.from === undefined ? [] : [ren(e.holder)], ...(e.lasts === undefined ? {} : {windowTo: moment(e.at+e.lasts, undefined, off)}) });
};
const story = fc.array(ev(['a','b','c']), {maxLength: 7});
const asks = [...Array(60).keys()].filter(k => k%2===1 ? k > 6 && k < 55 : k%6===0); // every 12h
const askM = (k: number, off = 0): Moment => moment(-8 + Math.floor(k/2), k % 2 ? undefined : 11, off);
const norm = (r: ReturnType<typeof resolvedAt>, ren = (a: string)=>a) => { const {lastEvidence: _l, ...a} = r.answer; return JSON.stringify({ ...a, holders: a.holders.map(ren).sort(), transition: a.transition && {from: a.transition.from.map(ren).sort(), to: a.transition.to.map(ren).sort()}, s: [...new Set(r.supports.map(s=>s.reportId))].sort() }); };


const clean = (evs: readonly Ev[]): Ev[] => evs.map(e => e.effect === 'contested' ? e : {...e, cond: false, status: undefined});
const strip = (r: ReturnType<typeof resolvedAt>) => norm({...r, supports: [] });
it('renaming reports', () => {
  fc.assert(fc.property(story, (evs0) => { const evs = clean(evs0);
    const one = evs.map((e,i)=>build(e,i)), two = evs.map((e,i)=>build(e,i,{id: k => `r${9-k}`}));
    for (const k of asks) expect(strip(resolvedAt(two, askM(k)))).toBe(strip(resolvedAt(one, askM(k))));
  }), {numRuns: n});
});
it('said twice', () => {
  fc.assert(fc.property(story, fc.nat(6), (evs0, at) => { const evs = clean(evs0);
    if (evs.length === 0) return;
    const one = evs.map((e,i)=>build(e,i)); const two = [...one, build(evs[at % evs.length]!, at % evs.length, {id: () => 'zz'})];
    for (const k of asks) expect(strip(resolvedAt(two, askM(k)))).toBe(strip(resolvedAt(one, askM(k))));
  }), {numRuns: n});
});
const sh = (r: ReturnType<typeof resolvedAt>) => `${r.answer.status} ${r.answer.holders.join(' ')}`;
it('seen once more as the answer has it changes no answer', () => {
  fc.assert(fc.property(story, fc.nat(14), (evs0, d) => { const evs = clean(evs0).filter(e => e.effect !== 'contested');
    const one = evs.map((e,i)=>build(e,i)); const end = resolvedAt(one, moment(d, undefined)).answer;
    if (end.status !== 'held' || end.holders.length !== 1) return;
    const two = [...one, observed(end.holders[0]!, moment(d, undefined), {report: 'zz'})];
    for (const k of asks) expect(`${k}: ${sh(resolvedAt(two, askM(k)))}`).toBe(`${k}: ${sh(resolvedAt(one, askM(k)))}`);
  }), {numRuns: n});
});
it('hours agree with days when each has a day of its own', () => {
  fc.assert(fc.property(story, (evs0) => { const seen = new Set<number>(); const evs = evs0.filter(e => !seen.has(e.at) && seen.add(e.at)).map(e => ({...e, window: undefined}));
    const one = evs.map((e,i)=>build({...e, hour: undefined},i)); const two = evs.map((e,i)=>build({...e, hour: e.hour ?? 12},i));
    for (const k of asks) if (k%2) expect(`${k}: ${strip(resolvedAt(two, askM(k)))}`).toBe(`${k}: ${strip(resolvedAt(one, askM(k)))}`);
  }), {numRuns: n});
});
