import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { unzipSync, strFromU8 } from 'fflate';
import type { BriefingDto, BriefingSectionDto } from '../apps/api/src/briefings/briefing.dto.js';
import type { ChangesDto } from '../apps/api/src/changes/changes-answer.dto.js';
import { readAnswer } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const hasLibreOffice = spawnSync('soffice', ['--version']).status === 0;

const days = { from: '2017-03-08', to: '2017-03-09' };
const linesOf = ({ sections }: BriefingDto, name: string): BriefingSectionDto['lines'] =>
  sections.find((section) => section.name === name)?.lines ?? [];
const placesIn = (briefing: BriefingDto, name: string): readonly (string | undefined)[] =>
  linesOf(briefing, name).map(({ place }) => place?.id);

describe.each(logKinds())('a briefing, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const brief = (query: Record<string, string> = {}): Promise<BriefingDto> =>
    readAnswer(sitrep, '/v1/briefings', { ...days, ...query });
  const file = async (format: string, query: Record<string, string> = {}) => {
    const answer = await sitrep.http
      .get('/v1/briefings')
      .query({ ...days, ...query, format })
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });
    expect(answer.status).toBe(200);
    return { headers: answer.headers, bytes: answer.body as Buffer, text: (answer.body as Buffer).toString() };
  };

  it('names Moalimin and Silo as all that changed hands from 8 to 9 March', async () => {
    const briefing = await brief();
    expect(linesOf(briefing, 'changedHands')).toMatchObject([
      { place: { id: 'moalimin' }, text: 'from Islamic State to Iraq (government)', reports: [{ externalId: 'D094' }] },
      { place: { id: 'silo-district' }, text: 'from Islamic State to Iraq (government)' },
    ]);
    expect(placesIn(briefing, 'lapsed')).toEqual(['dawasa']);
    expect(placesIn(briefing, 'firstReported')).toContain('assyria-hotel');
  });

  it('tells by a policy what /v1/changes compares by it, and says so', async () => {
    const policy = 'admission-against-interest@1';
    const briefing = await brief({ policy });
    expect(briefing.policy).toBe(policy);
    expect(briefing.footer).toContain(`By the policy ${policy}`);
    const changes = await readAnswer<ChangesDto>(sitrep, '/v1/changes', { ...days, policy, limit: '1000' });
    for (const kind of ['changedHands', 'firstReported', 'refined', 'lapsed', 'conditions'] as const)
      expect(placesIn(briefing, kind), kind).toEqual(changes[kind]!.map(({ place }) => place.id));
    expect(placesIn(briefing, 'changedHands')).not.toEqual(placesIn(await brief(), 'changedHands'));
    for (const { href } of linesOf(briefing, 'changedHands')) await sitrep.http.get(href).expect(200);
    expect(linesOf(briefing, 'firstReported')[0]).toMatchObject({
      href: expect.stringContaining(`policy=${encodeURIComponent(policy)}`) as string,
      page: expect.stringContaining(`policy=${encodeURIComponent(policy)}`) as string,
    });
  });

  it('tells of more than 20 dead near Tikrit, and of 400 more US troops', async () => {
    const figures = linesOf(await brief(), 'figures').map(({ place, text }) => `${place?.name}: ${text}`);
    expect(figures).toContain('Place near Tikrit (wedding): killed (Civilians): more than 20, 8 March 2017');
    const totals = linesOf(await brief(), 'totals').map(({ text }) => text);
    expect(totals).toContain('distance: at most 200 m, 9 March 2017');
    expect(figures).toContain('Northern Syria: deployed (US military): 400, 6 March 2017 to 9 March 2017');
  });

  it('cites for every line what can be read again under its address', async () => {
    const { sections } = await brief();
    for (const { lines } of sections)
      for (const { href, reports } of lines) {
        expect((await sitrep.http.get(href)).status, href).toBe(200);
        for (const report of reports) expect(report.reliability).toMatch(/^[A-F]$/);
      }
  });

  it('leads a reader to screens of the page, and programs to answers', async () => {
    const { sections } = await brief({ lang: 'fr' });
    const paths = sections.flatMap(({ lines }) => lines.map(({ page }) => page));
    const asked = 'd=2017-03-09&k=2017-03-09&lang=fr';
    expect(paths).toContain(`/places/moalimin?${asked}`);
    for (const path of paths) {
      expect(path).toMatch(/^\/(places\/[a-z0-9-]+|reports\/[0-9a-f-]{36}|counts|contradictions)\?/);
      expect(path).toContain(asked);
    }
    const { text } = await file('html', { lang: 'fr' });
    expect(text).toContain(`/places/moalimin?${asked.replaceAll('&', '&amp;')}">→</a>`);
    expect(text).not.toContain('/v1/control');
  });

  it.each(['en', 'fr', 'ar'])('says no id, key or day as programs write them, in %s', async (lang) => {
    const { sections } = await brief({ from: '2017-03-06', to: '2017-03-11', lang, knownAt: '2017-03-12' });
    const texts = sections.flatMap(({ lines }) => lines.map(({ text }) => text));
    expect(texts.length).toBeGreaterThan(40);
    expect(texts.filter((text) => /\d{4}-\d\d-\d\d|\bE-[A-Z]|\b(islamic-state|mosul-museum)\b/.test(text))).toEqual([]);
  });

  it('tells accounts of a contradiction in the language of the reader', async () => {
    const told = async (lang: string) => linesOf(await brief({ lang }), 'contradictionsNew').map(({ text }) => text);
    expect(await told('en')).toContain(
      'They differ on the day: “damaged, 31 December 2014” / “damaged, 31 December 2015”',
    );
    expect(await told('fr')).toContain(
      'Ils diffèrent sur le jour : “endommagé, 31 décembre 2014” / “endommagé, 31 décembre 2015”',
    );
  });

  it('draws where places changed hands and fighting was reported, with a sentence for those who do not see it', async () => {
    const { map } = await brief();
    expect(map?.marks.filter(({ kind: what }) => what === 'changedHands').map(({ place }) => place.id)).toEqual([
      'moalimin',
      'silo-district',
    ]);
    expect(map?.marks.filter(({ kind: what }) => what === 'fighting').length).toBeGreaterThan(1);
    expect(map?.alt).toMatch(/^Changed hands: Moalimin and Silo \(district\)\. Fighting reported: .+\.$/);
    const { text } = await file('html');
    expect(text).toContain(`<desc id="map-0-alt">${map?.alt}</desc>`);
    expect(text.match(/<circle r="6"/g)!.length).toBeGreaterThanOrEqual(2);
    const quiet = await brief({ from: '2016-01-01', to: '2016-01-02', knownAt: '2016-01-02' });
    expect(quiet.map).toBeNull();
    expect((await file('html', { from: '2016-01-01', to: '2016-01-02', knownAt: '2016-01-02' })).text).not.toContain(
      '<svg',
    );
  });

  it('tells what a retraction, a correction and a way out changed', async () => {
    const then = await brief({ knownAt: '2017-03-13' });
    const { items } = await readAnswer<{ items: { id: string }[] }>(sitrep, '/v1/reports', { externalId: 'D095' });
    const retraction = { reportedAt: '2017-03-14T10:00:00Z', reason: 'The general took it back.' };
    await sitrep.http.post(`/v1/reports/${items[0]!.id}/retractions`).send(retraction).expect(201);
    await sitrep.settled();
    expect(await brief({ knownAt: '2017-03-13' })).toMatchObject({ sections: then.sections });
    const revised = await brief({ publishedAt: '2017-03-13T20:00:00Z', knownAt: '2017-03-15' });
    expect(placesIn(revised, 'changedHands')).toEqual(['moalimin']);
    expect(linesOf(revised, 'revised')).toMatchObject([
      {
        place: { id: 'silo-district' },
        text: 'Said then: from Islamic State to Iraq (government). Today nothing of that kind.',
      },
    ]);
    const morningAfter = await brief({ publishedAt: '2017-03-13T20:00:00Z' });
    expect(morningAfter.knownAt! > '2026').toBe(true);
    expect(linesOf(morningAfter, 'revised').map(({ text }) => text)).toEqual(
      linesOf(revised, 'revised').map(({ text }) => text),
    );
    const day = await brief({ from: '2017-03-13', to: '2017-03-14', knownAt: '2017-03-14' });
    expect(linesOf(day, 'amended')).toMatchObject([{ text: expect.stringContaining('The general took it back.') }]);
    expect(placesIn(await brief({ within: 'mosul' }), 'conditions')).not.toContain('road-raqqa-deir-al-zor');
  });

  it('is written in French and Arabic, with the names that are registered', async () => {
    const french = await brief({ lang: 'fr' });
    expect(french.title).toBe('Ce qui a changé, du 8 mars 2017 au 9 mars 2017');
    expect(linesOf(french, 'changedHands')[0]!.text).toMatch(/^avant : .+ ; désormais : .+$/);
    const arabic = await file('html', { lang: 'ar' });
    expect(arabic.text).toContain('<html lang="ar" dir="rtl">');
    expect(arabic.text).toContain('الموصل');
  });

  describe('as a document', () => {
    beforeAll(async () => {
      const town = { id: 'hidden-town', name: 'Hidden\u202E \u2067town', kind: 'village', timeZone: 'Asia/Baghdad' };
      await sitrep.http.post('/v1/places').send(town).expect(201);
      const hostile = {
        externalId: 'HOSTILE',
        type: 'casualties_reported',
        nature: 'event',
        summary: '<script>alert(1)</script> [x](javascript:alert(1)) **b** \u202Eevil',
        occurred: { from: '2017-03-09', to: '2017-03-09', precision: 'day' },
        reportedAt: '2017-03-09T12:00:00Z',
        places: ['hidden-town'],
        figures: [{ measure: 'killed', group: 'anyone', best: 3, basis: 'incremental', unit: 'people' }],
        source: { outlet: '<b>&"Out*let*', chain: ['[v](x)'], anonymity: 'named', seenByOutlet: false },
        grade: { reliability: 'C', credibility: 3 },
      };
      await sitrep.http.post('/v1/reports').send(hostile).expect(201);
      await sitrep.settled();
    });

    it('is a page that loads nothing and shows what reports say as text', async () => {
      const { text, headers } = await file('html');
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
      expect(text).not.toMatch(/<script|<b>&"|src=/);
      expect(text).toContain('&lt;b&gt;&amp;&quot;Out*let*');
    });

    it.each(['md', 'html'])('as %s keeps the order of what stands behind a name', async (format) => {
      const { text } = await file(format);
      expect(text).toContain('Hidden town');
      expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    });

    it('is Markdown in which reports are text', async () => {
      const { text, headers } = await file('md');
      expect(headers['content-type']).toBe('text/markdown; charset=utf-8');
      expect(text).toMatch(/^# What changed, 8 March 2017 to 9 March 2017\n/);
      expect(text).toContain('- **Moalimin**: from Islamic State to Iraq (government) ([D094 Reuters');
      expect(text).toContain('\\<b\\>\\&"Out\\*let\\*, \\[v\\](x)');
    });

    it('is a Word document', async () => {
      const { bytes, headers } = await file('docx', { lang: 'ar' });
      expect(headers['content-disposition']).toBe('attachment; filename="sitrep-briefing-2017-03-08-2017-03-09.docx"');
      const xml = strFromU8(unzipSync(bytes)['word/document.xml']!);
      expect(xml).toContain('<w:bidi/>');
      expect(xml.replace(/<[^>]+>/g, '')).toContain('ما الذي تغير، من 8 مارس 2017 إلى 9 مارس 2017');
      expect(xml).toContain('&lt;b&gt;&amp;');
    });

    it.for(['en', 'fr', 'ar'])(
      'is opened by LibreOffice, which reads the same text, in %s',
      { timeout: 60_000 },
      async (lang, { skip }) => {
        skip(
          !hasLibreOffice && process.env.CI !== 'true',
          'LibreOffice is not installed here: there is no soffice to open it with.',
        );
        const folder = await mkdtemp(join(tmpdir(), 'sitrep-briefing-'));
        const { bytes } = await file('docx', { lang });
        await writeFile(join(folder, 'briefing.docx'), bytes);
        const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
        const wanted = ['--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder];
        await promisify(execFile)('soffice', [profile, ...wanted, join(folder, 'briefing.docx')]);
        const text = (await readFile(join(folder, 'briefing.txt'), 'utf8')).replace(/\s+/g, ' ');
        await rm(folder, { recursive: true });
        const { title, lead, footer, sections } = await brief({ lang });
        const lines = sections.flatMap((section) => [
          section.heading,
          ...section.lines.map((line) => `${line.place === null ? '' : `${line.place.name}: `}${line.text}`),
        ]);
        let at = 0;
        for (const said of [title, lead, ...lines, footer]) {
          const found = text.indexOf(said.replace(/\s+/g, ' ').replace(/\p{Cc}/gu, ''), at);
          expect(found, said).toBeGreaterThanOrEqual(at);
          at = found;
        }
      },
    );

    it('is what Accept asks for, or refused', async () => {
      const get = (accept: string) => sitrep.http.get('/v1/briefings').query(days).set('accept', accept);
      expect((await get('text/html, application/json;q=0.5')).headers['content-type']).toMatch('text/html');
      expect((await get('*/*')).headers['content-type']).toMatch('application/json');
      expect((await get('image/png')).status).toBe(406);
    });
  });

  it.each([
    ['from=2017-03-08', 'to missing'],
    ['from=2017-03-09&to=2017-03-08', 'to reversed'],
    ['from=2017-03-08&to=2017-03-09&lang=de', 'lang not_one_of'],
    ['from=2017-03-08&to=2017-03-09&format=pdf', 'format not_one_of'],
    ['from=2017-03-08&to=2017-03-09&publishedAt=2017-03-09', 'publishedAt not_an_instant'],
    ['from=2017-03-08&to=2017-03-09&publishedAt=2017-03-10T08:00:00Z&knownAt=2017-03-09', 'publishedAt reversed'],
    ['from=2017-03-08&to=2017-03-09&publishedAt=2999-01-01T08:00:00Z', 'publishedAt reversed'],
    ['from=2017-03-08&to=2017-03-09&within=atlantis', 'within unknown_place'],
  ])('%s is refused: %s', async (query, expected) => {
    const { status, body } = await sitrep.http.get(`/v1/briefings?${query}`);
    expect([400, 404]).toContain(status);
    expect(body.errors.map((one: { parameter: string; code: string }) => `${one.parameter} ${one.code}`)).toEqual([
      expected,
    ]);
  });
});
