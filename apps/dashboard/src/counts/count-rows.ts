import type { TallyExplanationDto } from 'sitrep-api';

/** A number as wide as it is known. */
interface Amount {
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly lowExclusive: boolean;
}

/** What one figure says, for the days that it covers; null where the day is not known. */
export interface Span extends Amount {
  readonly from: string | null;
  readonly to: string | null;
  /** whole: counts; inside: part of one that counts; forecast and silent ones never count. */
  readonly role: 'whole' | 'inside' | 'forecast' | 'silent';
}

/** One count: what and where, how many, and the figures it is made of. */
export interface CountRow {
  readonly key: string;
  readonly measure: string;
  readonly group: string;
  readonly unit: string;
  readonly amount: Amount;
  readonly places: readonly string[];
  readonly wording: string | null;
  readonly spans: readonly Span[];
  readonly flags: readonly string[];
  readonly explanation: TallyExplanationDto;
  /** The place within which it was counted, of a pin that names one. */
  readonly within?: string | undefined;
}

type Figure = TallyExplanationDto['totals'][number];
type Part = TallyExplanationDto['itemised']['parts'][number];

/** The counts in the order in which they are shown: those that the desk keeps in sight, then the largest. */
export function countRows(
  items: readonly TallyExplanationDto[],
  pins: readonly { readonly measure: string; readonly group: string | null }[],
): readonly CountRow[] {
  const pinned = ({ measure, group }: CountRow): number => {
    const at = pins.findIndex((pin) => pin.measure === measure && (pin.group === null || pin.group === group));
    return at < 0 ? pins.length : at;
  };
  const size = ({ amount }: CountRow): number => amount.high ?? amount.best ?? amount.low ?? -1;
  return items.map(rowOf).sort((a, b) => pinned(a) - pinned(b) || size(b) - size(a) || (a.key < b.key ? -1 : 1));
}

function rowOf(explanation: TallyExplanationDto): CountRow {
  const { answer, totals, itemised } = explanation;
  const counted = totals.filter((total) => total.counted);
  const spans = [...totals.map(spanOfTotal), ...(counted.length > 0 ? [] : itemised.parts.map(spanOfPart))];
  const { low, best, high } = answer.combined;
  const only = counted.find(({ whole }) => whole.low === low && whole.best === best && whole.high === high);
  const summed: readonly (Figure | Part)[] = only === undefined ? [...counted, ...itemised.parts] : [only];
  const figures = summed.length > 0 ? summed : totals;
  const [first] = figures;
  const sharesPlaces = figures.every(({ places }) => String(places) === String(first?.places));
  return {
    // People and families are counted apart; the address of the first stays as it was.
    key: [answer.measure, answer.group, ...(answer.unit === 'people' ? [] : [answer.unit])].join('/'),
    measure: answer.measure,
    group: answer.group,
    unit: answer.unit,
    explanation,
    amount: { ...answer.combined, lowExclusive: answer.lowExclusive },
    places: (sharesPlaces && first?.places) || [],
    wording: (figures.length === 1 && first?.accounts[0]?.wording) || null,
    spans: [...spans].sort((a, b) => Number(b.role === 'whole') - Number(a.role === 'whole')),
    flags: answer.flags,
  };
}

const exclusive = ({ accounts }: Figure | Part): boolean => accounts.some(({ lowExclusive }) => lowExclusive);

function spanOfTotal(total: Figure): Span {
  const silent = total.whole.low === null && total.whole.best === null && total.whole.high === null;
  const role = total.basis === 'forecast' ? 'forecast' : silent ? 'silent' : total.counted ? 'whole' : 'inside';
  return { ...total.whole, lowExclusive: exclusive(total), from: total.from, to: total.to, role };
}

function spanOfPart(part: Part): Span {
  const silent = part.whole.low === null && part.whole.best === null && part.whole.high === null;
  return {
    ...part.whole,
    lowExclusive: exclusive(part),
    from: part.from,
    to: part.to,
    role: silent ? 'silent' : 'whole',
  };
}
