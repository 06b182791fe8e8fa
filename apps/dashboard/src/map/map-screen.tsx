import { memo } from 'react';
import { ChangesPanel } from '../changes/changes-panel.jsx';
import { ComparePanel } from '../compare/compare-panel.jsx';
import { CountsPanel } from '../counts/counts-panel.jsx';
import { PlacePanel } from '../place/place-panel.jsx';
import { useNarrow } from '../shell/use-narrow.js';
import { Later, useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import { AnswerList } from './answer-list.jsx';
import { CloseUp } from './close-up.jsx';
import { Key } from './key.jsx';
import { PhoneList } from './phone-list.jsx';
import { SituationMap } from './situation-map.jsx';

const LeftPanels = memo(function LeftPanels() {
  const { question } = useView();
  return (
    <>
      {question.vs === undefined ? <ChangesPanel /> : <ComparePanel />}
      <CountsPanel />
    </>
  );
});

/** The answers in a list, and the key with its counts. */
const Beneath = memo(function Beneath() {
  const isNarrow = useNarrow();
  return (
    <>
      <AnswerList />
      {isNarrow && <PhoneList />}
      <Key />
    </>
  );
});

const OpenPlace = memo(PlacePanel);
const CloseUpMap = memo(CloseUp);

/** The main screen: what changed and how many, the map, the open place. */
export default function MapScreen() {
  const words = useWords();
  const { question, situation } = useView();
  const place = situation?.placeOf.get(question.place ?? '');
  return (
    <div className="body" data-columns={question.place === undefined ? 'no-place' : 'place'}>
      <aside className="left" id="changes" tabIndex={-1} aria-label={words.say('changes.title')}>
        <Later>
          <LeftPanels />
        </Later>
      </aside>
      <main className="map" id="answers">
        <SituationMap />
        <Later>
          <CloseUpMap />
        </Later>
        <Later>
          <Beneath />
        </Later>
      </main>
      {question.place !== undefined && (
        <aside className="place" id="place" tabIndex={-1} aria-label={place?.name ?? words.say('table.place')}>
          <Later>
            <OpenPlace id={question.place} />
          </Later>
        </aside>
      )}
    </div>
  );
}
