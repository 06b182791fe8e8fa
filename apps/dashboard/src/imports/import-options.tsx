import type { ReactNode } from 'react';
import { useWords } from '../words/words.jsx';
import type { ImportWork } from './use-import.js';

/** What `format` takes. */
const formats = ['table', 'ucdp-ged', 'acled', 'acled-deleted', 'geonames', 'cod-ab'] as const;
const zones = Intl.supportedValuesOf('timeZone');

/** What a file does not say of itself: what it is; of a dataset the zone of its days and when it was published. */
export function FileOptions({ work }: { readonly work: ImportWork }) {
  const words = useWords();
  const { options, proposal, isRunning, changeOptions } = work;
  const isDataset = proposal !== undefined && proposal.format !== 'table';
  return (
    <div className="fields">
      <Labelled label={words.say('import.format')}>
        <select
          aria-label={words.say('import.format')}
          value={options.format}
          disabled={isRunning}
          onChange={({ target }) => changeOptions({ format: target.value })}
        >
          <option value="">{words.say('import.format-seen')}</option>
          {formats.map((format) => (
            <option key={format} value={format}>
              {words.sayOf('import', `format-${format}`)}
            </option>
          ))}
        </select>
      </Labelled>
      {isDataset && (
        <Labelled label={words.say('import.zone')}>
          <select
            aria-label={words.say('import.zone')}
            value={options.timeZone}
            disabled={isRunning}
            onChange={({ target }) => changeOptions({ timeZone: target.value })}
          >
            <option value="">{words.say('import.zone-of-country')}</option>
            {['UTC', ...zones].map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </select>
        </Labelled>
      )}
      {proposal?.format === 'ucdp-ged' && (
        <Labelled label={words.say('import.published')}>
          <input
            type="date"
            aria-label={words.say('import.published')}
            value={options.published}
            disabled={isRunning}
            onChange={({ target }) => changeOptions({ published: target.value })}
          />
        </Labelled>
      )}
    </div>
  );
}

/** Whether the reports count at once; for those whose reports are drafts it is said, and not asked. */
export function AsDrafts({ work: { options, sendsDrafts, isRunning, changeOptions } }: { readonly work: ImportWork }) {
  const words = useWords();
  return (
    <label className="inline">
      <input
        type="checkbox"
        checked={options.draft}
        disabled={sendsDrafts || isRunning}
        onChange={({ target }) => changeOptions({ draft: target.checked })}
      />
      {words.say(sendsDrafts ? 'form.sends-drafts' : 'import.as-drafts')}
    </label>
  );
}

const Labelled = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className="field">
    <span>{label}</span>
    {children}
  </div>
);
