import { instantMs, isDay, localDay, type Day, type Moment, type Period, type TimeZone } from '#situation';

/** A period in local days: an instant becomes the day that it falls on. */
export function localPeriod(
  period: { readonly from?: Moment; readonly to?: Moment } | undefined,
  zone: TimeZone,
): Period {
  const dayOf = (moment: Moment): Day => (isDay(moment) ? moment : localDay(instantMs(moment), zone));
  return {
    ...(period?.from === undefined ? {} : { from: dayOf(period.from) }),
    ...(period?.to === undefined ? {} : { to: dayOf(period.to) }),
  };
}
