import { actorNames, type EditionScope, figuresTold } from '#read-models/queries';
import { anchorOf, foldIdentity, groupBy, itemsKnownAt, keyOf, SourceNames, type TallyItem } from '#situation';

/** Tells who first said something as the registry knows it: one source has several names. */
export type OriginOf = (voice: string) => string;

/** Names the registered actor that a voice is; a voice that nobody registered, as it is printed, folded. */
export async function registeredOrigins(scope: EditionScope): Promise<OriginOf> {
  const names = new SourceNames(await actorNames(scope));
  const known = new Map<string, string>();
  return (voice) => {
    const origin = known.get(voice) ?? names.actorOf(voice) ?? foldIdentity(voice);
    known.set(voice, origin);
    return origin;
  };
}

/**
 * Stored running totals by the origins that the registry knows. A total that several reports tell in one incident is
 * counted anew where they print one source under different names: the stored row knows printed names only.
 */
export async function withOrigins(
  scope: EditionScope,
  items: readonly TallyItem[],
  knownAtMs: number,
): Promise<readonly TallyItem[]> {
  const totals = items.filter(({ basis }) => basis === 'cumulative');
  const incidents = [...new Set(totals.filter(({ reports }) => reports.length > 1).map(({ incident }) => incident))];
  if (totals.length === 0) return items;
  const originOf = await registeredOrigins(scope);
  const told = incidents.length === 0 ? [] : await figuresTold(scope, incidents, knownAtMs);
  const anew = new Map<string, TallyItem>();
  for (const [incident, figures] of groupBy(told, (one) => one.incident)) {
    const registered = figures.map(({ origin = '', ...figure }) => ({ ...figure, origin: originOf(origin) }));
    for (const item of itemsKnownAt(incident, registered, knownAtMs)) anew.set(identityOf(item), item);
  }
  return items.map((item) => {
    if (item.origin === undefined) return item;
    const { flags, ...counted } = anew.get(identityOf(item)) ?? item;
    const isElsewhere = item.flags.includes('placed_elsewhere') && !flags.includes('placed_elsewhere');
    return {
      ...counted,
      flags: isElsewhere ? [...flags, 'placed_elsewhere'] : flags,
      origin: originOf(counted.origin ?? item.origin),
    };
  });
}

const identityOf = (item: TallyItem): string =>
  [item.incident, keyOf({ ...item, ...anchorOf(item.places) })].join('\n');
