import { withKey } from '../access/download.js';
import { useMay } from '../access/me.js';
import { pathOf } from '../api/ask.js';
import { useWords } from '../words/words.jsx';
import { exportedOf } from './exported.js';
import { Menu } from './menu.jsx';
import { useView } from './view.jsx';

/** What the screen shows as a file, under the same question. */
export function Export() {
  const words = useWords();
  const { path: screen, asked, question } = useView();
  const { path, params, formats, wider } = exportedOf(screen, asked, question);
  const may = useMay('exports:read');
  if (!may) return null;
  return (
    <Menu label={words.say('top.export')}>
      {formats.map((format) => (
        <a key={format} download href={pathOf(`${path}.${format}`, params)} onClick={withKey}>
          {words.say(`export.${format}`)}
        </a>
      ))}
      {wider && <p className="sub">{words.say('export.wider')}</p>}
    </Menu>
  );
}
