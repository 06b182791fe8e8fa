import type { Moment } from '#situation';
import { addressOf } from '../reading/page.js';

/** The part of a request by which its sender reached this server. */
export interface AddressedRequest {
  readonly protocol: string;
  readonly headers: { readonly host?: string };
}

/** The two clocks that an address can name: a dated landing page, `/ogc/at/2017-03-09/known/2017-03-12`. */
export interface Dated {
  readonly validAt?: Moment;
  readonly knownAt?: Moment;
}

/** Where the pages of one landing page are: links stay below it. */
export class OgcAddress {
  private readonly path: string;

  constructor(
    private readonly base: string,
    { validAt, knownAt }: Dated,
  ) {
    const dated = [validAt, knownAt].map((moment) => encodeURIComponent(moment ?? ''));
    this.path = validAt === undefined ? '/ogc' : `/ogc/at/${dated[0]}/known/${dated[1]}`;
  }

  /** The landing page that a request came to; `publicBaseUrl` goes before what the request says of this server. */
  static of({ protocol, headers }: AddressedRequest, dated: Dated, publicBaseUrl: string | undefined): OgcAddress {
    return new OgcAddress(publicBaseUrl ?? `${protocol}://${headers.host ?? 'localhost'}`, dated);
  }

  /** The address of a page below the landing page, or of that itself; parameters that were not given are left out. */
  href(segments: readonly string[] = [], parameters: Parameters<typeof addressOf>[1] = {}): string {
    const path = [this.path, ...segments.map(encodeURIComponent)].join('/');
    return this.base + addressOf(path, parameters);
  }
}

/** Returns the address of an OGC page without a slash at its end: clients join paths to a landing page that has one. */
export function withoutLastSlash(url: string): string {
  const [path = '', ...query] = url.split('?');
  if (!/^\/ogc(?:\/.*)?\/$/.test(path)) return url;
  return [path.replace(/\/+$/, ''), ...query].join('?');
}
