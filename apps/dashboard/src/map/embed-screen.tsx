import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { useWords } from '../words/words.jsx';
import { Key } from './key.jsx';
import { SituationMap } from './situation-map.jsx';

/** The map for an article: with its key, and where it comes from. */
export default function EmbedScreen() {
  const words = useWords();
  const { situation } = useView();
  return (
    <main className="map" id="answers">
      <SituationMap />
      <Key />
      <p className="attribution">
        <Link path="/" target="_blank">
          {words.say('embed.source', { position: situation?.position ?? '' })}
        </Link>
      </p>
    </main>
  );
}
