import { open_answers, readMapping } from '#imports';
import * as page from '../../apps/dashboard/src/imports/mapping.js';

describe('the page that edits a mapping', () => {
  it('knows what stands in a proposal where a person must choose', () => {
    expect(page.open_answers).toEqual(open_answers);
  });

  it('asks nothing more of a mapping that can be imported', async () => {
    const mapping = await readMapping('test/import/google-forms.mapping.yaml');
    expect(page.openFields({ ...mapping })).toEqual([]);
  });
});
