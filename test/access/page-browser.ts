/** As much of a browser as signing in takes: it follows redirects, keeps cookies by origin and sends forms. */
export class PageBrowser {
  private readonly jars = new Map<string, Map<string, string>>();

  /** Every `Set-Cookie` that came. */
  readonly received: string[] = [];

  /** Asks, and follows redirects until an answer is none or leads to an address that begins with `until`. */
  async open(address: string, until?: string, init: RequestInit = {}): Promise<{ url: string; response: Response }> {
    let [url, next] = [address, init];
    for (let followed = 0; followed < 20; followed += 1) {
      if (until !== undefined && followed > 0 && url.startsWith(until)) return { url, response: new Response() };
      const response = await this.ask(url, next);
      const location = response.headers.get('location');
      if (response.status < 300 || response.status > 399 || location === null) return { url, response };
      [url, next] = [new URL(location, url).href, {}];
    }
    throw new Error(`too many redirects from ${address}`);
  }

  /** Asks once, with the cookies of the origin. */
  async ask(url: string, init: RequestInit = {}): Promise<Response> {
    const { origin } = new URL(url);
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    this.jars.set(origin, jar);
    const headers = new Headers(init.headers);
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      this.received.push(cookie);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  cookiesOf(origin: string): readonly string[] {
    return [...(this.jars.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`);
  }

  /** Signs in on the pages of oidc-provider, and returns where they lead: the callback, which is not asked yet. */
  async signInAt(loginUrl: string, subject: string, callback: string): Promise<string> {
    let { url, response } = await this.open(loginUrl, callback);
    for (let forms = 0; forms < 5 && !url.startsWith(callback); forms += 1) {
      const page = await response.text();
      const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
      const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? '';
      if (action === undefined) throw new Error(`no form at ${url}: ${page.slice(0, 300)}`);
      const body = new URLSearchParams({ prompt, ...(prompt === 'login' && { login: subject, password: 'any' }) });
      ({ url, response } = await this.open(new URL(action, url).href, callback, { method: 'POST', body }));
    }
    return url;
  }
}
