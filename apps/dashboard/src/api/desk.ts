import { useQuery } from '@tanstack/react-query';
import type { DeskDto } from 'sitrep-api';
import { read } from './ask.js';

/** What the desk of this installation is set to. Days are local days of its zone. */
export type Desk = DeskDto;

/** The name, the letters and the colour of a side. */
export type DeskParty = Desk['parties'][number];

export const useDesk = () =>
  useQuery({ queryKey: ['desk'], queryFn: ({ signal }) => read<Desk>('/v1/desk', {}, signal), staleTime: 60_000 });
