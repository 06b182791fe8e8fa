/** A row of `developments.jsonl`: one reported development. */
export interface Development {
  readonly id: string;
  readonly article: number;
  readonly publishedAt: string;
  readonly type: string;
  readonly kind: string;
  readonly background: boolean;
  readonly summary: string;
  readonly occurredFrom: string | null;
  readonly occurredTo: string | null;
  readonly occurredPrecision: string;
  readonly occurredDerivation: string;
  readonly places: readonly string[];
  readonly actors: readonly { readonly role: string; readonly actor: string }[];
  readonly control: readonly SourceClaim[];
  readonly quantities: readonly Quantity[];
  readonly source: {
    readonly outlet: string;
    readonly chain: readonly string[];
    readonly anonymity: string;
    readonly seenByOutlet: boolean;
  };
  readonly verification: string;
  readonly reliability: string;
  readonly credibility: number;
  readonly gradeReason: string;
  readonly eventKey: string | null;
  readonly groupKind: string | null;
  readonly related: readonly string[];
  readonly contradicts: readonly string[];
  readonly note: string;
}

export interface SourceClaim {
  readonly place: string;
  readonly effect: string;
  readonly status: string | null;
  readonly holders: readonly string[];
  readonly takenFrom: string | null;
  readonly formations: readonly string[];
  readonly effectiveDay: string | null;
  readonly windowFrom: string | null;
  readonly windowTo: string | null;
  readonly since: string | null;
  readonly conditions: readonly string[];
  readonly extent: string | null;
  readonly confidence: string;
  readonly note: string;
}

export interface Quantity {
  readonly measure: string;
  readonly group: string;
  readonly min: number | null;
  readonly best: number | null;
  readonly max: number | null;
  readonly minExclusive: boolean;
  readonly sourceWording: string;
  readonly unit: string;
  readonly basis: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly subsetOf: string;
  readonly note: string;
}

/** A row of `articles.csv`. */
export interface ArticleRow {
  readonly article_no: string;
  readonly publishedAt: string;
}

/** A row of `actors.csv`; lists are divided by `|`, and an entry may carry a remark in brackets. */
export interface ActorRow {
  readonly slug: string;
  readonly name: string;
  readonly aliases: string;
  readonly type: string;
  readonly parents: string;
  readonly allied_or_supported_by: string;
  readonly opposes: string;
  readonly notes: string;
}

/** A row of `places.csv`. */
export interface PlaceRow {
  readonly slug: string;
  readonly name: string;
  readonly aliases: string;
  readonly kind: string;
  readonly parent: string;
  readonly lat: string;
  readonly lon: string;
  readonly precision_km: string;
  readonly note: string;
}

/** Everything that a source folder holds. */
export interface SourceRows {
  readonly developments: readonly Development[];
  readonly articles: readonly ArticleRow[];
  readonly actors: readonly ActorRow[];
  readonly places: readonly PlaceRow[];
}
