import fc from 'fast-check';
import { jsonLimits, readJsonBody } from './json-body.reader.js';
import { Rejected } from './rejected.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function refusal(body: string | Uint8Array): Rejected {
  try {
    readJsonBody(typeof body === 'string' ? bytesOf(body) : body);
  } catch (error) {
    if (error instanceof Rejected) return error;
    throw error;
  }
  throw new Error('the body was accepted');
}

const violationOf = (body: string): unknown => {
  const { pointer, code } = refusal(body).violations[0]!;
  return { pointer, code };
};

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('reading a JSON body', () => {
  it('accepts what JSON.parse reads, as it reads it', () => {
    const safe = fc.jsonValue({ maxDepth: 4 }).filter((value) => accepts(JSON.stringify(value)));
    fc.assert(
      fc.property(safe, fc.constantFrom(0, 1, 4), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(readJsonBody(bytesOf(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('either reads arbitrary bytes as JSON.parse does or refuses them as malformed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(bytesOf), fc.string().map(bytesOf)), (bytes) => {
        try {
          const value = readJsonBody(bytes);
          expect(value).toEqual(JSON.parse(new TextDecoder().decode(bytes)));
        } catch (error) {
          expect(error).toBeInstanceOf(Rejected);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a name given twice, however deep it lies and however it is written', () => {
    const path = fc.array(fc.stringMatching(/^[a-z]{1,4}$/), { maxLength: 6 });
    fc.assert(
      fc.property(path, fc.stringMatching(/^[a-z]{1,4}$/), (steps, name) => {
        const escaped = `\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}`;
        const twice = `{"${name}":[1],"other":{},"${escaped}":2}`;
        const body = steps.reduceRight((inner, step) => `{"${step}":${inner}}`, twice);
        expect(violationOf(body)).toEqual({
          pointer: [...steps, name].map((step) => `/${step}`).join(''),
          code: 'duplicate_name',
        });
      }),
    );
  });

  it('lets the same name stand in two objects', () => {
    expect(readJsonBody(bytesOf('[{"a":1},{"a":{"a":2}}]'))).toEqual([{ a: 1 }, { a: { a: 2 } }]);
  });

  it.each([
    ['{"a":{"__proto__":1}}', '/a/__proto__'],
    ['{"a":[0,{"constructor":1}]}', '/a/1/constructor'],
    ['{"prototype":1}', '/prototype'],
    ['{"toString":1}', '/toString'],
    ['{"\\u005f_proto__":1}', '/__proto__'],
  ])('refuses a name that reaches the prototype: %s', (body, pointer) => {
    expect(violationOf(body)).toEqual({ pointer, code: 'forbidden_name' });
  });

  it.each([
    ['{"a":"x\\u0000y"}', '/a'],
    ['{"a":["ok","\\ud800"]}', '/a/1'],
    ['["\\udc00\\ud800"]', '/0'],
    ['"\\ud83d"', ''],
  ])('refuses text that cannot be stored: %s', (body, pointer) => {
    expect(violationOf(body)).toEqual({ pointer, code: 'unstorable_text' });
  });

  it('refuses unstorable text in a name', () => {
    expect(violationOf('{"a\\u0000":1}')).toMatchObject({ code: 'unstorable_text' });
  });

  it('accepts surrogate pairs and what only looks like an escape', () => {
    expect(readJsonBody(bytesOf('["\\ud83d\\ude00","😀","\\\\u0000"]'))).toEqual(['😀', '😀', '\\u0000']);
  });

  it('counts depth and values up to their limits', () => {
    expect(readJsonBody(bytesOf(nested(jsonLimits.depth)))).toBeDefined();
    expect(violationOf(nested(jsonLimits.depth + 1))).toEqual({
      pointer: '/0'.repeat(jsonLimits.depth),
      code: 'too_deep',
    });
    const list = (count: number): string => JSON.stringify(Array.from({ length: count }, () => 1));
    expect(readJsonBody(bytesOf(list(jsonLimits.values - 1)))).toHaveLength(jsonLimits.values - 1);
    expect(violationOf(list(jsonLimits.values))).toEqual({ pointer: '/1999', code: 'too_many_values' });
  });

  it('survives nesting that would exhaust the stack of a recursive reader', () => {
    expect(violationOf(nested(30_000))).toMatchObject({ code: 'too_deep' });
  });

  it('points into names that hold slashes and tildes', () => {
    expect(violationOf('{"a/b~c":{"constructor":1}}')).toMatchObject({ pointer: '/a~1b~0c/constructor' });
  });

  it.each([
    ['nothing', ''],
    ['only spaces', '  \n'],
    ['half an object', '{"a":'],
    ['two values', '{} {}'],
    ['a trailing comma', '[1,]'],
    ['NaN', '[NaN]'],
    ['a byte order mark', '\ufeff{}'],
  ])('refuses %s', (_what, body) => {
    expect(refusal(body).code).toBe('malformed');
  });

  it('refuses bytes that are not UTF-8, overlong and surrogate forms among them', () => {
    for (const bytes of [
      [0x22, 0xff, 0x22],
      [0x22, 0xc0, 0x80, 0x22],
      [0x22, 0xed, 0xa0, 0x80, 0x22],
    ]) {
      expect(refusal(Uint8Array.from(bytes)).message).toBe('The body is not valid UTF-8.');
    }
  });
});

function accepts(text: string): boolean {
  return !/__proto__|constructor|prototype|valueOf|toString|toLocaleString|hasOwnProperty|__(define|lookup)|isPrototypeOf|propertyIsEnumerable|\\u0000|\\ud[89a-f]/i.test(
    text,
  );
}
