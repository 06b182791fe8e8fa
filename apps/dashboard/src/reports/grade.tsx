import { useWords } from '../words/words.jsx';

/** The grade as its code, with both of its axes in words. */
export function Grade({ reliability, credibility }: { readonly reliability: string; readonly credibility: number }) {
  const words = useWords();
  const gaps = {
    reliability: words.sayOf('grade', reliability),
    credibility: words.sayOf('grade', String(credibility)),
  };
  return (
    <abbr className="g" title={words.say('report.grade', gaps)}>
      {reliability}
      {credibility}
    </abbr>
  );
}
