import type { BriefingMarkDto } from '../briefing.dto.js';
import { drawingsOf } from './drawings.js';

const mark = (id: string, lon: number, lat: number, kind: BriefingMarkDto['kind'] = 'fighting'): BriefingMarkDto => ({
  place: { id, name: id },
  kind,
  text: '',
  location: { lon, lat },
});
const namesIn = (marks: readonly BriefingMarkDto[]): readonly (readonly string[])[] =>
  drawingsOf(marks).map(({ drawn }) =>
    drawn.flatMap(({ mark: { place }, label }) => (label === undefined ? [] : place.id)),
  );

describe('the drawings of a map', () => {
  it('are one where all places can be told apart, one place alone too', () => {
    expect(namesIn([mark('a', 43, 36)])).toEqual([['a']]);
    expect(namesIn([mark('a', 43, 36), mark('b', 44, 36)])).toEqual([['a', 'b']]);
  });

  it('are a close-up, too, of places that cover each other, which are named there alone', () => {
    const city = [mark('x', 43.1, 36.3, 'changedHands'), mark('y', 43.13, 36.32), mark('z', 43.15, 36.31)];
    expect(namesIn([...city, mark('far', 39, 35.9)])).toEqual([['far'], ['x', 'y', 'z']]);
    const [whole] = drawingsOf([...city, mark('far', 39, 35.9)]);
    expect(whole!.enlarged).toHaveLength(1);
    expect(whole!.drawn).toHaveLength(4);
  });

  it('are no close-up of one location, nor where it would be no larger', () => {
    expect(namesIn([mark('a', 43, 36), mark('b', 43, 36), mark('far', 39, 36)])).toEqual([['a', 'b', 'far']]);
    expect(namesIn([mark('a', 43, 36), mark('b', 43.001, 36)])).toEqual([['a', 'b']]);
  });

  it('show what lies around where it is in the frame', () => {
    expect(namesIn([mark('a', 43, 36), mark('city', 43.02, 36.01, 'around'), mark('land', 50, 20, 'around')])).toEqual([
      ['a', 'city'],
    ]);
  });
});
