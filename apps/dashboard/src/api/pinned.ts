import { useQuery } from '@tanstack/react-query';
import type { EditionDto, EditionListDto, JobListDto } from 'sitrep-api';
import { read } from './ask.js';

const often_ms = 1_000;

/** Every edition; asked again and again while one is being built. */
export const useEditions = (enabled = true) =>
  useQuery({
    queryKey: ['editions'],
    queryFn: ({ signal }) => read<EditionListDto>('/v1/editions', {}, signal),
    enabled,
    refetchInterval: ({ state }) => (state.data?.items.some(({ status }) => status === 'building') ? often_ms : false),
  });

/** The work on editions, by edition; asked again and again while there is some. */
export const useBuilds = (enabled: boolean) =>
  useQuery({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => read<JobListDto>('/v1/jobs', { limit: 50 }, signal),
    enabled,
    refetchInterval: often_ms,
  });

/** Whether an edition is all that the log had before a position, and nothing else. */
const endsAt = ({ definition, status }: EditionDto, position: string): boolean =>
  status !== 'failed' &&
  definition.until?.position === position &&
  definition.without === undefined &&
  definition.policy === undefined;

/** The edition of what was known to the log at a position, as far as it is there. */
export function usePinned(at: string | undefined) {
  const { data } = useEditions(at !== undefined);
  const found = at === undefined ? undefined : data?.items.find((edition) => endsAt(edition, at));
  const building = found?.status === 'building';
  const jobs = useBuilds(building);
  const progress = jobs.data?.items.find(({ edition }) => edition === found?.id)?.progress;
  return {
    edition: found?.status === 'ready' ? found.id : undefined,
    building,
    failure: found?.failure ?? '',
    percent: progress == null || progress.total === 0 ? 0 : Math.floor((100 * progress.done) / progress.total),
  };
}
