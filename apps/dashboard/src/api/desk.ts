import { useQuery } from '@tanstack/react-query';
import { read } from './ask.js';

/** A side that has a colour of its own. */
export interface DeskParty {
  readonly id: string;
  readonly name: string;
  /** Up to three letters that stand in a mark. */
  readonly letters: string;
}

/** A count that the desk keeps in sight. */
export interface Pin {
  readonly measure: string;
  readonly group?: string;
  readonly place?: string;
}

/** What the desk of this installation is set to. Days are local days of its zone. */
export interface Desk {
  readonly zone: string;
  /** The first and last day on which something that was reported happened; null before the first report. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  /** The first and last day on which something became known. */
  readonly firstKnown: string | null;
  readonly lastKnown: string | null;
  readonly parties: readonly DeskParty[];
  readonly pins: readonly Pin[];
  readonly agedAfterDays: number;
  readonly position: string;
}

export const useDesk = () =>
  useQuery({ queryKey: ['desk'], queryFn: ({ signal }) => read<Desk>('/v1/desk', {}, signal), staleTime: 60_000 });
