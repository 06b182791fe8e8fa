import { useMay } from '../access/me.js';
import { useWords } from '../words/words.jsx';
import '../report-form/form.css';
import './import.css';
import { AsDrafts, FileOptions } from './import-options.jsx';
import { MappingEditor } from './mapping-editor.jsx';
import { openFields } from './mapping.js';
import { Outcome } from './outcome.jsx';
import { type ImportWork, useImport } from './use-import.js';

/** A file of reports: what its columns mean, what would become of each row, and then the sending. */
export default function ImportScreen() {
  const words = useWords();
  const may = useMay('names:write');
  const work = useImport();
  return (
    <main className="body" id="answers">
      <div className="screen form import">
        <h2>{words.say('import.title')}</h2>
        <p className="sub">{words.say('import.about')}</p>
        {may ? <Steps work={work} /> : <p className="empty">{words.say('import.may-not')}</p>}
      </div>
    </main>
  );
}

function Steps({ work }: { readonly work: ImportWork }) {
  const words = useWords();
  const { file, lines, hasColumns, proposal, failure } = work;
  return (
    <>
      <ChooseFiles work={work} />
      {file !== undefined && <AsDrafts work={work} />}
      {hasColumns && <FileOptions work={work} />}
      {failure !== '' && (
        <p className="problem" role="alert">
          {failure}
        </p>
      )}
      {hasColumns && file !== undefined && proposal === undefined && failure === '' && (
        <p role="status">{words.say('import.reading', { name: file.name })}</p>
      )}
      {proposal !== undefined && (
        <>
          <p role="status">
            {words.say('import.seen', {
              name: file?.name ?? '',
              n: proposal.columns.length,
              what: words.sayOf('import', `format-${proposal.format}`),
            })}
          </p>
          {work.mapping !== undefined && (
            <MappingEditor columns={proposal.columns} mapping={work.mapping} change={work.changeMapping} />
          )}
        </>
      )}
      {file !== undefined && !hasColumns && (
        <p role="status">{words.say('import.lines-seen', { files: words.list(lines?.names ?? [file.name]) })}</p>
      )}
      {file !== undefined && (proposal !== undefined || !hasColumns) && <Acts work={work} />}
      {work.run !== undefined && <Outcome work={work} run={work.run} />}
    </>
  );
}

/** The field takes files that are chosen, and those that are dropped on it; several only of lines. */
function ChooseFiles({ work }: { readonly work: ImportWork }) {
  const words = useWords();
  return (
    <label
      className="drop"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const files = [...event.dataTransfer.files];
        if (files.length > 0 && !work.isRunning) void work.choose(files);
      }}
    >
      {words.say('import.choose')}
      <input
        type="file"
        multiple
        accept=".csv,.tsv,.txt,.xlsx,.ndjson,.jsonl,.zip"
        disabled={work.isRunning}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          if (files.length > 0) void work.choose(files);
          // A mended file of the same name is another choice.
          target.value = '';
        }}
      />
    </label>
  );
}

/** To try it, which records nothing, and to send it: the second once the first has shown what would come of it. */
function Acts({ work }: { readonly work: ImportWork }) {
  const words = useWords();
  const { mapping, isRunning, isTried } = work;
  const open = mapping === undefined ? [] : openFields(mapping);
  if (open.length > 0)
    return (
      <p className="problem">
        {words.say('import.open', { what: words.list(open.map((field) => words.sayOf('import', `field-${field}`))) })}
      </p>
    );
  return (
    <div className="send">
      {isRunning ? (
        <button type="button" className="keep" onClick={work.stop}>
          {words.say('import.stop')}
        </button>
      ) : (
        <button type="button" className={isTried ? 'keep' : 'send-now'} onClick={() => void work.start(true)}>
          {words.say('import.try')}
        </button>
      )}
      {isTried && !isRunning && (
        <button type="button" className="send-now" onClick={() => void work.start(false)}>
          {words.say('import.send')}
        </button>
      )}
    </div>
  );
}
