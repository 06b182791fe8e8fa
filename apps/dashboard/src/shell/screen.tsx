import { lazy } from 'react';
import { screenOf } from './screens.js';
import { useView } from './view.jsx';

const screens = {
  map: lazy(() => import('../map/map-screen.jsx')),
  changes: lazy(() => import('../changes/changes-screen.jsx')),
  counts: lazy(() => import('../counts/counts-screen.jsx')),
  reports: lazy(() => import('../reports/reports-screen.jsx')),
  report: lazy(() => import('../reports/report-screen.jsx')),
  contradictions: lazy(() => import('../contradictions/contradictions-screen.jsx')),
  'new-report': lazy(() => import('../report-form/new-report-screen.jsx')),
  briefing: lazy(() => import('../briefing/briefing-screen.jsx')),
  correct: lazy(() => import('../report-form/correct-screen.jsx')),
  import: lazy(() => import('../imports/import-screen.jsx')),
  review: lazy(() => import('../review/review-screen.jsx')),
  revise: lazy(() => import('../review/revise-screen.jsx')),
  editions: lazy(() => import('../editions/editions-screen.jsx')),
  embed: lazy(() => import('../map/embed-screen.jsx')),
  place: lazy(() => import('../place/place-screen.jsx')),
  nowhere: lazy(() => import('./nowhere-screen.jsx')),
  table: lazy(() => import('../map/table-screen.jsx')),
} as const;

/** The screen that the path names. */
export default function Screen() {
  const { path } = useView();
  const { name } = screenOf(path);
  const Shown = screens[name];
  return <Shown />;
}
