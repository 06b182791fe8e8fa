import { ChangesPanel } from '../changes/changes-panel.jsx';
import { ComparePanel } from '../compare/compare-panel.jsx';
import { CountsPanel } from '../counts/counts-panel.jsx';
import { PlacePanel } from '../place/place-panel.jsx';
import { useNarrow } from '../shell/use-narrow.js';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import { AnswerList } from './answer-list.jsx';
import { Key } from './key.jsx';
import { PhoneList } from './phone-list.jsx';
import { SituationMap } from './situation-map.jsx';

/** The main screen: what changed and how many, the map, the open place. */
export default function MapScreen() {
  const words = useWords();
  const { question } = useView();
  const isNarrow = useNarrow();
  return (
    <div className="body" data-columns={question.place === undefined ? 'no-place' : 'place'}>
      <aside className="left" aria-label={words.say('changes.title')}>
        {question.vs === undefined ? <ChangesPanel /> : <ComparePanel />}
        <CountsPanel />
      </aside>
      <main className="map" id="answers">
        <SituationMap />
        <AnswerList />
        {isNarrow && <PhoneList />}
        <Key />
      </main>
      {question.place !== undefined && (
        <aside className="place" aria-label={words.say('table.place')}>
          <PlacePanel id={question.place} />
        </aside>
      )}
    </div>
  );
}
