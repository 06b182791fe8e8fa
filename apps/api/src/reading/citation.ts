import { withoutDirectionMarks } from '#situation';

/** What a citation is made of. */
export interface Cited {
  readonly id: string;
  readonly externalId: string | null;
  readonly outlet: string;
  /** The first voice, as printed; null where there is none. */
  readonly voice: string | null;
  readonly reliability: string;
  readonly credibility: number;
}

/** Returns a report as documents cite it: "D051 Reuters, Iraqi military (B2)", the grade as analysts write it. */
export function citationOf({ id, externalId, outlet, voice, reliability, credibility }: Cited): string {
  const said = voice === null || voice === outlet ? outlet : `${outlet}, ${voice}`;
  return withoutDirectionMarks(`${externalId ?? id.slice(0, 8)} ${said} (${reliability}${credibility})`);
}
