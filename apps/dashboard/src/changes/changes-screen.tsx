import { ChangesPanel } from './changes-panel.jsx';

/** What changed between two days, as a screen. */
export default function ChangesScreen() {
  return (
    <main className="body" id="answers">
      <div className="screen">
        <ChangesPanel />
      </div>
    </main>
  );
}
