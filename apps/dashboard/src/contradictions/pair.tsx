import type { ContradictionDto } from 'sitrep-api';
import { Link } from '../url/link.jsx';
import { Said } from '../words/said.jsx';

/** Two accounts side by side, each with its reports. */
export function Pair({ pair }: { readonly pair: ContradictionDto }) {
  const { reports, differ } = pair;
  const reportOf = (id: string) => reports.find((report) => report.id === id);
  return (
    <div className="pair">
      {differ.accounts.map((account) => (
        <div key={account.reports.join()}>
          <p dir="auto">
            <Said
              text={
                differ.on === 'words' ? account.says : (reportOf(account.reports[0] ?? '')?.summary ?? account.says)
              }
            />
          </p>
          <p className="ref">
            {account.reports.slice(0, 4).map((id) => (
              <Link key={id} path={`/reports/${id}`}>
                {reportOf(id)?.externalId ?? id.slice(0, 8)}
              </Link>
            ))}
            {differ.on !== 'words' && <bdi> {account.says}</bdi>}
          </p>
        </div>
      ))}
    </div>
  );
}
