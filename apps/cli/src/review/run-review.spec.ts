import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { approveDrafts, listDrafts, rejectDraft } from './run-review.js';

const item = (id: string) => ({
  id,
  state: 'new',
  type: 'clash',
  summary: 'Shots at the bridge',
  outlet: 'Reuters',
  places: ['mosul'],
  reportedAt: '2017-03-08T07:00:00.000Z',
  sentBy: { id: 'key:a', name: 'Rita' },
  assignee: null,
  decision: null,
});

describe('sitrep review', () => {
  let server: Server;
  let url: string;
  const asked: string[] = [];
  let answers: (request: IncomingMessage, body: string) => { readonly status: number; readonly body: object };
  beforeAll(async () => {
    server = createServer((request, response) => {
      void text(request).then((body) => {
        asked.push(`${request.method} ${request.url} ${body}`);
        const answer = answers(request, body);
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => void asked.splice(0));
  afterAll(() => void server.close());

  const terminal = () => ({ out: new PassThrough(), err: new PassThrough(), exitCode: 0 });
  const readOf = (stream: PassThrough): string => String(stream.read() ?? '');

  it('lists the queue, page after page', async () => {
    answers = ({ url: path = '' }) => ({
      status: 200,
      body: path.includes('after')
        ? { items: [item('d-2')], links: [] }
        : { items: [item('d-1')], links: [{ rel: 'next', href: '/v1/drafts?after=1' }] },
    });
    const shown = terminal();
    await listDrafts({ url, state: ['new', 'in_review'], assignee: 'me' }, shown);
    expect(asked).toEqual(['GET /v1/drafts?assignee=me&state=new%2Cin_review ', 'GET /v1/drafts?after=1 ']);
    expect(readOf(shown.out)).toMatch(/d-1 .*Rita[\s\S]*d-2 .*Shots/);
  });

  it('approves a bundle to its end, behind what was refused too, and says what that was', async () => {
    const pages = [
      { approved: 0, refused: 1, more: true, results: [{ id: 'd-1', problem: { detail: 'It is your own.' } }] },
      { approved: 2, refused: 0, more: true, results: [{ id: 'd-2' }, { id: 'd-3' }] },
      {
        approved: 0,
        refused: 1,
        sentBack: 2,
        more: false,
        results: [{ id: 'd-4', problem: { detail: 'It is your own.' } }],
      },
    ];
    answers = () => ({ status: 200, body: pages.shift() ?? {} });
    const shown = terminal();
    await approveDrafts([], { url, bundle: 'import-1', note: 'Checked.' }, shown);
    expect(asked).toEqual([
      'POST /v1/drafts/approvals {"bundle":"import-1","note":"Checked."}',
      'POST /v1/drafts/approvals {"bundle":"import-1","after":"d-1","note":"Checked."}',
      'POST /v1/drafts/approvals {"bundle":"import-1","after":"d-3","note":"Checked."}',
    ]);
    expect(readOf(shown.out)).toBe(
      '2 approved, 2 left that need work: name them by their ids to approve them as they are\n',
    );
    expect(readOf(shown.err)).toBe('d-1: It is your own.\nd-4: It is your own.\n');
    expect(shown.exitCode).toBe(5);
    for (const [ids, bundle] of [
      [[], undefined],
      [['d-1'], 'import-1'],
    ] as const)
      await expect(approveDrafts(ids, { url, ...(bundle && { bundle }) }, terminal())).rejects.toThrow(
        /either their ids/,
      );
  });

  it('decides about what was read, where that is named, and about one draft at once', async () => {
    answers = ({ url: path = '' }) =>
      path.includes('approval') ? { status: 200, body: {} } : { status: 409, body: { detail: 'It reads otherwise.' } };
    const [approved, rejected] = [terminal(), terminal()];
    await approveDrafts(['d-1'], { url, revision: 'e-1', note: 'Seen.' }, approved);
    await rejectDraft('d-1', { url, revision: 'e-1', reason: 'No.' }, rejected);
    expect(asked).toEqual([
      'POST /v1/drafts/d-1/approval {"revision":"e-1","note":"Seen."}',
      'POST /v1/drafts/d-1/rejection {"reason":"No.","revision":"e-1"}',
    ]);
    expect(readOf(approved.out)).toBe('1 approved\n');
    expect([readOf(rejected.err), rejected.exitCode]).toEqual(['Refused: It reads otherwise.\n', 5]);
    await expect(approveDrafts(['d-1', 'd-2'], { url, revision: 'e-1' }, terminal())).rejects.toThrow(
      /--revision is of one/,
    );
    const bundle = { url, revision: 'e-1', bundle: 'import-1' };
    await expect(approveDrafts([], bundle, terminal())).rejects.toThrow(/--revision is of one/);
  });

  it('says who was first where a draft was decided about already', async () => {
    answers = () => ({ status: 409, body: { detail: 'Draft d-1 was approved by Edith.' } });
    const shown = terminal();
    await rejectDraft('d-1', { url, reason: 'A rumour.' }, shown);
    expect(asked).toEqual(['POST /v1/drafts/d-1/rejection {"reason":"A rumour."}']);
    expect(readOf(shown.err)).toBe('Refused: Draft d-1 was approved by Edith.\n');
    expect(shown.exitCode).toBe(5);
  });
});
