import request from 'supertest';
import type { RunningApi } from './running-api.js';

/** What the clock of the api says in its tests. */
export const now = '2017-03-12T12:00:00.000Z';
export const some_uuid = '0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8e';

export const road = {
  id: 'road-mosul-tal-afar',
  name: 'Mosul – Tal Afar road',
  kind: 'road',
  parent: 'mosul',
  timeZone: 'Asia/Baghdad',
};
const mosul = { id: 'mosul', name: 'Mosul', kind: 'city', timeZone: 'Asia/Baghdad' };

export const claim = {
  place: 'mosul',
  effect: 'gained',
  holders: ['iraq'],
  takenFrom: 'islamic-state',
  effective: '2017-03-07',
  confidence: 'high',
};
export const figure = {
  measure: 'killed',
  group: 'islamic-state',
  best: 4,
  basis: 'incremental',
  period: { to: '2017-03-07' },
};

/** A good report. */
export const draft = {
  externalId: 'D001',
  type: 'area_seized',
  summary: 'Iraqi forces took the city.',
  occurred: { from: '2017-03-07', to: '2017-03-07' },
  reportedAt: '2017-03-08T10:00:00+03:00',
  places: ['mosul'],
  actors: [{ role: 'by', actor: 'iraq' }],
  control: [claim],
  figures: [figure],
  source: { outlet: 'Reuters' },
  grade: { reliability: 'B', credibility: 2 },
};

/** Sends requests to an api in this process. */
export class ApiClient {
  constructor(private readonly api: RunningApi) {}

  get(path: string): request.Test {
    return request(this.api.app.getHttpServer()).get(path);
  }

  /** Posts JSON; a text goes out as it is. */
  post(path: string, body: object | string): request.Test {
    return this.postAs('application/json', path, typeof body === 'string' ? body : JSON.stringify(body));
  }

  postAs(mediaType: string, path: string, body: string): request.Test {
    return request(this.api.app.getHttpServer()).post(path).set('content-type', mediaType).send(body);
  }

  /** Registers the places and actors that `draft` names, and waits until they can be read. */
  async registerNames(): Promise<void> {
    for (const id of ['iraq', 'islamic-state', 'sdf']) {
      await this.post('/v1/actors', { id, name: id, kind: 'state' }).expect(201);
    }
    await this.post('/v1/places', mosul).expect(201);
    await this.post('/v1/places', road).expect(201);
    await this.api.projected();
  }
}

/** The violations of a problem, each as `pointer code`. */
export const violationsOf = (response: {
  body: { errors?: { pointer?: string; parameter?: string; code: string }[] };
}): string[] => (response.body.errors ?? []).map(({ pointer, parameter, code }) => `${pointer ?? parameter} ${code}`);
