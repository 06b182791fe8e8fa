import { readFileSync } from 'node:fs';
import { answerColumns } from './answer-columns.js';
import { parametersOf, questions } from './questions.js';

interface Description {
  readonly paths: Readonly<
    Record<string, { readonly get: { readonly parameters: readonly { readonly name: string }[] } }>
  >;
}

/** What the command line sets itself, or does without. */
const own = ['format', 'limit', 'after', 'bom', 'meta', 'If-None-Match'];

describe('sitrep ask', () => {
  const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Description;

  it.each(questions)('has for $name every parameter of its route, and no other', (question) => {
    const path = question.ofPlace === true ? `${question.path}/{place}` : question.path;
    const there = paths[path]?.get.parameters.map(({ name }) => name) ?? [];
    const passedOn = there.filter((name) => !own.includes(name) && !path.includes(`{${name}}`));
    expect(parametersOf(question).toSorted()).toEqual(passedOn.toSorted());
  });

  it('shows a table of every answer', () => {
    expect(Object.keys(answerColumns).toSorted()).toEqual(questions.map(({ name }) => name).toSorted());
  });
});
