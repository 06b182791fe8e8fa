import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ImportProposalDto } from 'sitrep-api';
import { problemsOf } from '../api/ask.js';
import { useWords } from '../words/words.jsx';
import { begun, type ImportRun, propose, runImport } from './import-run.js';
import type { Mapping } from './mapping.js';

/** An import as it stands, and what can be done with it. */
export interface ImportWork {
  readonly file: File | undefined;
  readonly proposal: ImportProposalDto | undefined;
  /** Of a table; undefined of a known dataset, and before a file is chosen. */
  readonly mapping: Mapping | undefined;
  /** What was refused as a whole, in the words of the API. */
  readonly failure: string;
  readonly run: ImportRun | undefined;
  readonly isRunning: boolean;
  /** True where the file was tried with the mapping as it stands. */
  readonly isTried: boolean;
  choose(file: File): Promise<void>;
  changeMapping(mapping: Mapping): void;
  start(dryRun: boolean): Promise<void>;
  stop(): void;
}

const reasonsOf = (error: unknown): string =>
  problemsOf(error)
    .map(({ detail }) => detail)
    .join(' ');

export function useImport(): ImportWork {
  const words = useWords();
  const client = useQueryClient();
  const stopping = useRef<AbortController>(undefined);
  const latest = useRef<File>(undefined);
  const [file, setFile] = useState<File>();
  const [proposal, setProposal] = useState<ImportProposalDto>();
  const [mapping, setMapping] = useState<Mapping>();
  const [failure, setFailure] = useState('');
  const [run, setRun] = useState<ImportRun>();
  const [isRunning, setRunning] = useState(false);
  const choose = async (chosen: File): Promise<void> => {
    latest.current = chosen;
    setFile(chosen);
    for (const forget of [setProposal, setMapping, setRun]) forget(undefined);
    setFailure('');
    const found = await propose(chosen).catch(reasonsOf);
    // Another file may have been chosen meanwhile.
    if (latest.current !== chosen) return;
    if (typeof found === 'string') return setFailure(found);
    setProposal(found);
    setMapping(found.mapping ?? undefined);
  };
  const changeMapping = (changed: Mapping): void => {
    setMapping(changed);
    setRun(undefined);
  };
  const start = async (dryRun: boolean): Promise<void> => {
    if (file === undefined) return;
    stopping.current = new AbortController();
    setFailure('');
    setRunning(true);
    setRun(begun(dryRun));
    const sent = mapping === undefined ? undefined : JSON.stringify(mapping);
    try {
      const { signal } = stopping.current;
      const ended = await runImport({ file, mapping: sent, dryRun }, setRun, signal);
      setRun(ended);
      if (ended.end === undefined) setFailure(words.say('import.cut-off'));
      if (!dryRun) void client.invalidateQueries();
    } catch (error) {
      if (stopping.current.signal.aborted) setFailure(words.say(dryRun ? 'import.stopped-try' : 'import.stopped'));
      else setFailure(reasonsOf(error));
    } finally {
      setRunning(false);
    }
  };
  const isTried = run?.dryRun === true && run.end !== undefined;
  const stop = (): void => stopping.current?.abort();
  return { file, proposal, mapping, failure, run, isRunning, isTried, choose, changeMapping, start, stop };
}
