import { admissionAgainstInterest } from './admission-against-interest.js';
import { allSources } from './all-sources.js';
import type { Policy } from './policy.js';

export { type Judged, judgeAll, type Policy, type Said, type Verdict } from './policy.js';

/** Every policy there is, the default first. A version is added, never changed: a pinned answer goes on holding. */
export const policies: readonly Policy[] = [allSources, admissionAgainstInterest];

/** How a policy is asked for: `admission-against-interest@1`. */
export const policyNameOf = ({ name, version }: Pick<Policy, 'name' | 'version'>): string => `${name}@${version}`;

export const policyNames: readonly string[] = policies.map(policyNameOf);

/** The policy that the rows of every edition are resolved by, and that is asked where nobody names another. */
export const stored_policy = policyNameOf(allSources);

/** The policy of this name; undefined when there is none. */
export const policyNamed = (name: string): Policy | undefined =>
  policies.find((policy) => policyNameOf(policy) === name);
