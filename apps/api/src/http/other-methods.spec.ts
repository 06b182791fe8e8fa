import { Routes } from './other-methods.js';

describe('the routes that there are', () => {
  const routes = new Routes();
  routes.add('/v1/reports', ['GET']);
  routes.add('/v1/reports', ['POST']);
  routes.add('/v1/reports/:id', ['GET', 'HEAD']);
  routes.add('/v1/reports/batch', ['POST']);
  routes.add('/docs/*', ['GET']);
  routes.add('/openapi.json', ['GET']);

  it.each([
    ['/v1/reports', ['GET', 'POST']],
    ['/v1/reports/1', ['GET', 'HEAD']],
    ['/v1/reports/batch', ['GET', 'HEAD', 'POST']],
    ['/v1/reports/', []],
    ['/v1/reports/1/2', []],
    ['/docs/a/b', ['GET']],
    ['/openapi.json', ['GET']],
    ['/openapixjson', []],
    ['/V1/reports', []],
  ])('%s takes %j', (path, methods) => {
    expect(routes.methodsAt(path)).toEqual(methods);
  });
});
