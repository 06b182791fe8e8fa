/** The cookie of a browser that is signed in, and the one of a sign-in that is under way. */
type CookieKind = 'session' | 'sign-in';

/** Reads and writes the cookies of the page. */
export class PageCookies {
  private readonly isSecure: boolean;

  constructor(publicBaseUrl: string | undefined) {
    this.isSecure = publicBaseUrl?.startsWith('https:') === true;
  }

  /** The secret in a request; undefined without one that could be ours, and where two are sent. */
  read(kind: CookieKind, header: string | undefined): string | undefined {
    if (header === undefined) return undefined;
    const name = this.nameOf(kind);
    const sent = header.split(';').flatMap((pair) => {
      const [key = '', value = ''] = pair.trim().split('=', 2);
      return key === name ? [value] : [];
    });
    const [value, second] = sent;
    return second === undefined && value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
  }

  /** A `Set-Cookie` that keeps a secret; no script can read it, and no other site’s page sends it with a write. */
  keep(kind: CookieKind, secret: string, lastsS: number): string {
    return `${this.nameOf(kind)}=${secret}; Path=/; Max-Age=${lastsS}; HttpOnly; SameSite=Lax${this.secure}`;
  }

  forget(kind: CookieKind): string {
    return `${this.nameOf(kind)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${this.secure}`;
  }

  /** With the prefix a browser takes the cookie over TLS alone, and from this very host (RFC 6265bis, 4.1.3). */
  private nameOf(kind: CookieKind): string {
    return `${this.isSecure ? '__Host-' : ''}sitrep-${kind}`;
  }

  private get secure(): string {
    return this.isSecure ? '; Secure' : '';
  }
}
