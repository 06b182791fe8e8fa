import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ImportProposalDto } from 'sitrep-api';
import { useMe } from '../access/me.js';
import { reasonsOf } from '../api/ask.js';
import { useWords } from '../words/words.jsx';
import { begun, type ImportOptions, type ImportRun, no_options, propose, runImport } from './import-run.js';
import { type LineFile, lineFilesOf, type LinesRun, runLines } from './lines-run.js';
import type { Mapping } from './mapping.js';

/** What was chosen: a table or a dataset, or files with one value of JSON a line. */
export interface Chosen {
  readonly file: File | undefined;
  readonly lines: readonly LineFile[];
}

/** The state of an import, and the actions on it. */
export interface ImportWork extends Chosen {
  readonly proposal: ImportProposalDto | undefined;
  /** Of a table; undefined of a known dataset, and before a file is chosen. */
  readonly mapping: Mapping | undefined;
  readonly options: ImportOptions;
  /** True where whoever imports sends nothing but drafts. */
  readonly sendsDrafts: boolean;
  /** What was refused as a whole, in the words of the API. */
  readonly failure: string;
  readonly run: ImportRun | undefined;
  readonly linesRun: LinesRun | undefined;
  readonly isRunning: boolean;
  /** True where the file was tried with the mapping and the options as they stand. */
  readonly isTried: boolean;
  choose(files: readonly File[]): Promise<void>;
  changeMapping(mapping: Mapping): void;
  changeOptions(change: Partial<ImportOptions>): void;
  start(dryRun: boolean): Promise<void>;
  sendLines(): Promise<void>;
  stop(): void;
}

const nothing_chosen: Chosen = { file: undefined, lines: [] };

export function useImport(): ImportWork {
  const sendsDrafts = useMe().data?.sendsDrafts ?? false;
  const [chosen, setChosen] = useState(nothing_chosen);
  const [given, setOptions] = useState(no_options);
  const [mapping, setMapping] = useState<Mapping>();
  const options = sendsDrafts ? { ...given, draft: true } : given;
  const runs = useRuns(chosen, options, mapping);
  const { setRun, setLinesRun, setFailure } = runs;
  const { proposal, look } = useProposal(setMapping, setFailure);
  const forget = (): void => {
    setRun(undefined);
    setLinesRun(undefined);
    setFailure('');
  };
  const choose = async (files: readonly File[]): Promise<void> => {
    const lines = lineFilesOf(files);
    const file = lines.length > 0 ? undefined : files[0];
    setChosen({ file, lines });
    setOptions({ ...no_options, draft: given.draft });
    forget();
    await look(file, '');
  };
  const changeMapping = (changed: Mapping): void => {
    setMapping(changed);
    setRun(undefined);
  };
  const changeOptions = (change: Partial<ImportOptions>): void => {
    setOptions({ ...given, ...change });
    forget();
    if (change.format !== undefined) void look(chosen.file, change.format);
  };
  const { setRun: _run, setLinesRun: _lines, setFailure: _failure, ...work } = runs;
  return { ...chosen, proposal, mapping, options, sendsDrafts, choose, changeMapping, changeOptions, ...work };
}

/** What the API takes a file for; the answer about a file or a format that is chosen no more comes to nothing. */
function useProposal(setMapping: (mapping: Mapping | undefined) => void, fail: (why: string) => void) {
  const latest = useRef<object>(undefined);
  const [proposal, setProposal] = useState<ImportProposalDto>();
  const look = async (file: File | undefined, format: string): Promise<void> => {
    const asked = {};
    latest.current = asked;
    setProposal(undefined);
    setMapping(undefined);
    if (file === undefined) return;
    const found = await propose(file, format).catch(reasonsOf);
    if (latest.current !== asked) return;
    if (typeof found === 'string') return fail(found);
    setProposal(found);
    setMapping(found.mapping ?? undefined);
  };
  return { proposal, look };
}

/** Tries and sends what was chosen. */
function useRuns({ file, lines }: Chosen, options: ImportOptions, mapping: Mapping | undefined) {
  const words = useWords();
  const client = useQueryClient();
  const stopping = useRef<AbortController>(undefined);
  const [failure, setFailure] = useState('');
  const [run, setRun] = useState<ImportRun>();
  const [linesRun, setLinesRun] = useState<LinesRun>();
  const [isRunning, setRunning] = useState(false);
  const under = async (work: (signal: AbortSignal) => Promise<boolean>, stopped: string): Promise<void> => {
    const { signal } = (stopping.current = new AbortController());
    setFailure('');
    setRunning(true);
    try {
      if (!(await work(signal))) setFailure(words.say('import.cut-off'));
    } catch (error) {
      setFailure(signal.aborted ? stopped : reasonsOf(error));
      // What was refused as a whole has no rows to tell of.
      setRun((before) => (before?.phase === '' && before.refused.length === 0 ? undefined : before));
    } finally {
      setRunning(false);
    }
  };
  const start = async (dryRun: boolean): Promise<void> => {
    if (file === undefined) return;
    const sent = mapping === undefined ? undefined : JSON.stringify(mapping);
    setRun(begun({ dryRun, options }));
    await under(
      async (signal) => {
        const ended = await runImport({ file, mapping: sent, options, dryRun }, setRun, signal);
        setRun(ended);
        if (!dryRun) void client.invalidateQueries();
        return ended.end !== undefined;
      },
      words.say(dryRun ? 'import.stopped-try' : 'import.stopped'),
    );
  };
  const sendLines = (): Promise<void> =>
    under(async (signal) => {
      const ended = await runLines(lines, options.draft, setLinesRun, signal);
      setLinesRun(ended);
      void client.invalidateQueries();
      return ended.isEnded;
    }, words.say('import.stopped'));
  const isTried = run?.dryRun === true && run.end !== undefined;
  const stop = (): void => stopping.current?.abort();
  return { failure, setFailure, run, setRun, linesRun, setLinesRun, isRunning, isTried, start, sendLines, stop };
}
