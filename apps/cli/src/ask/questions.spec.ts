import { readFileSync } from 'node:fs';
import { answerColumns } from './answer-columns.js';
import { parametersOf, questions } from './questions.js';

interface Description {
  readonly paths: Readonly<
    Record<string, { readonly get: { readonly parameters: readonly { readonly name: string }[] } }>
  >;
}

describe('sitrep ask', () => {
  const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Description;

  it.each(questions)('has for $name only parameters that its route takes', (question) => {
    const path = question.ofPlace === true ? `${question.path}/{place}` : question.path;
    const there = paths[path]?.get.parameters.map(({ name }) => name) ?? [];
    expect(parametersOf(question).filter((name) => !there.includes(name))).toEqual([]);
  });

  it('shows a table of every answer', () => {
    expect(Object.keys(answerColumns).toSorted()).toEqual(questions.map(({ name }) => name).toSorted());
  });
});
