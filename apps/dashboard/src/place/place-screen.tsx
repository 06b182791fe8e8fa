import { screenOf } from '../shell/screens.js';
import { useView } from '../shell/view.jsx';
import { PlacePanel } from './place-panel.jsx';

/** The place panel as a page, with its timeline. */
export default function PlaceScreen() {
  const { path } = useView();
  return (
    <main className="body" id="answers">
      <div className="screen place-page">
        <PlacePanel id={screenOf(path).named ?? ''} page />
      </div>
    </main>
  );
}
