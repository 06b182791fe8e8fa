import { greeting } from './greeting.js';

it('the greeting names the address, the documentation and each request worth trying', () => {
  const requests = [
    { title: 'The map', path: '/v1/control?validAt=2017-03-07' },
    { title: 'The dead', path: '/v1/tallies?measure=killed' },
  ];
  const text = greeting('http://127.0.0.1:3000', '.data', { title: 'March', description: '', requests }, 'write');
  expect(text).toBe(`
Sitrep is ready. It keeps its reports in .data.
Everybody on this machine may read and write without a key: see docs/how-to/accounts.md.

  Page           http://127.0.0.1:3000
  API            http://127.0.0.1:3000
  Documentation  http://127.0.0.1:3000/docs

The sample is loaded: March. Try

  # The map
  curl -s 'http://127.0.0.1:3000/v1/control?validAt=2017-03-07'

  # The dead
  curl -s 'http://127.0.0.1:3000/v1/tallies?measure=killed'

Ctrl-C stops it.
`);
});

it('without a sample it says what remains', () => {
  expect(greeting('http://127.0.0.1:3000', '.data', undefined)).toMatch(/\/docs\n\nCtrl-C stops it\.\n$/);
});

it('where every request needs a key, those worth trying carry one', () => {
  const requests = [{ title: 'The map', path: '/v1/control' }];
  expect(greeting('http://127.0.0.1:3000', '.data', { title: 'March', description: '', requests }, 'none')).toContain(
    `\n  curl -s -H "Authorization: Bearer $SITREP_KEY" 'http://127.0.0.1:3000/v1/control'\n`,
  );
});
