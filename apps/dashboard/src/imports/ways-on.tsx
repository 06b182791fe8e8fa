import { Link } from '../url/link.jsx';
import { useWords } from '../words/words.jsx';
import { everything_known } from '../api/feed.js';

/** The way to the drafts of an import, to approve them together. */
export function ToReview({ bundle }: { readonly bundle: string }) {
  const words = useWords();
  return (
    <p>
      <Link path="/review" change={{ bundle, state: [] }} className="chip solid">
        {words.say('import.review-them')}
      </Link>
    </p>
  );
}

/** The way to the reports that were recorded since an import began. */
export function ToReports({ since }: { readonly since: string }) {
  const words = useWords();
  return (
    <p>
      <Link path="/reports" change={{ ...everything_known, recorded: since }} className="chip solid">
        {words.say('import.see-them')}
      </Link>
    </p>
  );
}
