import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ImportProposalDto } from 'sitrep-api';
import { useMe } from '../access/me.js';
import { reasonsOf } from '../api/ask.js';
import { useWords } from '../words/words.jsx';
import { begun, type ImportOptions, type ImportRun, no_options, propose, runImport } from './import-run.js';
import { isLineFile, type LinesFile, linesFile } from './lines-file.js';
import type { Mapping } from './mapping.js';

/** What was chosen. */
interface Chosen {
  readonly file: File | undefined;
  /** Of files with one value of JSON a line, which are sent as one. */
  readonly lines: LinesFile | undefined;
  /** True of what has columns: a table or a dataset. A ZIP is a campaign folder. */
  readonly hasColumns: boolean;
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
  readonly isRunning: boolean;
  /** True where the file was tried with the mapping and the options as they stand. */
  readonly isTried: boolean;
  choose(files: readonly File[]): Promise<void>;
  changeMapping(mapping: Mapping): void;
  changeOptions(change: Partial<ImportOptions>): void;
  start(dryRun: boolean): Promise<void>;
  stop(): void;
}

const nothing_chosen: Chosen = { file: undefined, lines: undefined, hasColumns: false };

async function chosenOf(files: readonly File[]): Promise<Chosen> {
  const lines = files.some(isLineFile) ? await linesFile(files) : undefined;
  const file = lines?.file ?? files[0];
  return { file, lines, hasColumns: lines === undefined && !/\.zip$/i.test(file?.name ?? '') };
}

export function useImport(): ImportWork {
  const sendsDrafts = useMe().data?.sendsDrafts ?? false;
  const [chosen, setChosen] = useState(nothing_chosen);
  const [given, setOptions] = useState(no_options);
  const [mapping, setMapping] = useState<Mapping>();
  const options = sendsDrafts ? { ...given, draft: true } : given;
  const runs = useRuns(chosen, options, mapping);
  const { setRun, setFailure } = runs;
  const { proposal, look } = useProposal(setMapping, setFailure);
  const forget = (): void => {
    setRun(undefined);
    setFailure('');
  };
  const choose = async (files: readonly File[]): Promise<void> => {
    const now = await chosenOf(files);
    setChosen(now);
    setOptions({ ...no_options, draft: given.draft });
    forget();
    await look(now.hasColumns ? now.file : undefined, '');
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
  const { setRun: _run, setFailure: _failure, ...work } = runs;
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
  const [isRunning, setRunning] = useState(false);
  const start = async (dryRun: boolean): Promise<void> => {
    if (file === undefined) return;
    const { signal } = (stopping.current = new AbortController());
    const asked = { file, lines, mapping: mapping && JSON.stringify(mapping), options, dryRun };
    setFailure('');
    setRunning(true);
    setRun(begun(asked));
    try {
      const ended = await runImport(asked, setRun, signal);
      setRun(ended);
      if (!dryRun) void client.invalidateQueries();
      if (ended.end === undefined) setFailure(words.say('import.cut-off'));
    } catch (error) {
      const stopped = words.say(dryRun ? 'import.stopped-try' : 'import.stopped');
      setFailure(signal.aborted ? stopped : reasonsOf(error));
      // What was refused as a whole has no rows to tell of.
      setRun((before) => (before?.phase === '' && before.refused.length === 0 ? undefined : before));
    } finally {
      setRunning(false);
    }
  };
  const isTried = run?.dryRun === true && run.end !== undefined;
  const stop = (): void => stopping.current?.abort();
  return { failure, setFailure, run, setRun, isRunning, isTried, start, stop };
}
