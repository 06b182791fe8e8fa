import { Link } from '../url/link.jsx';
import { useWords } from '../words/words.jsx';

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
