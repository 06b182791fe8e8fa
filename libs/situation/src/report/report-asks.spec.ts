import { developmentTypes } from './catalogue.js';
import { asksOf, labelOf } from './report-asks.js';

describe('what a form asks', () => {
  it('is where, when and who says so of every type, each question once', () => {
    for (const type of developmentTypes) {
      const asks = asksOf(type);
      expect(asks.slice(0, 2).map(({ field }) => field)).toEqual(['places', 'occurred']);
      expect(asks.at(-1)).toMatchObject({ field: 'source', required: true });
      const parts = asks.map(({ field, role }) => field ?? role);
      expect(new Set(parts).size, type).toBe(parts.length);
      expect(asks[0]?.placeKinds?.length, type).toBeGreaterThan(0);
    }
  });

  it('is of a road that was cut to whom it is closed, and only ways fit', () => {
    expect(labelOf('road_cut')).toBe('Road cut');
    expect(asksOf('road_cut')).toEqual([
      { question: 'Where?', field: 'places', placeKinds: ['road', 'bridge', 'river', 'border'], required: true },
      { question: 'When?', field: 'occurred', required: true },
      { question: 'Who cut it?', role: 'by', required: false },
      { question: 'To whom is it closed?', role: 'against', required: false },
      { question: 'Who holds the place?', field: 'control', required: false },
      { question: 'In what state is it?', field: 'condition', required: false },
      { question: 'Who says so?', field: 'source', required: true },
    ]);
  });

  it('asks for a number only where one is told', () => {
    const asksForNumber = (type: Parameters<typeof asksOf>[0]) => asksOf(type).some(({ field }) => field === 'figures');
    expect([asksForNumber('displacement'), asksForNumber('flag_raised')]).toEqual([true, false]);
  });
});
