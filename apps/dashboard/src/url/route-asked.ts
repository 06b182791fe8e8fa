const between = [
  /(?:\b(?:road|route|way|highway)\s+)?(?:from|between)\s+(.+?)\s+(?:to|and)\s+(.+)/i,
  /(?:\b(?:route|chemin)\s+)?(?:de|d’|d'|entre)\s*(.+?)\s+(?:à|a|et|vers)\s+(.+)/i,
  /(?:طريق\s+)?(?:من|بين)\s+(.+?)\s+(?:إلى|الى|و)\s*(.+)/,
  /^(.+?)\s*(?:–|—|→|\s-\s|\bto\b)\s*(.+?)(?:\s+(?:road|route|highway))?$/i,
];

/** The two ends of a way as people ask for it: "road from X to Y", "route de X à Y", "X – Y"; undefined for any other. */
export function endsAsked(text: string): readonly [string, string] | undefined {
  for (const pattern of between) {
    const [, from, to] = pattern.exec(text.trim()) ?? [];
    if (from !== undefined && to !== undefined && from.trim() !== '' && to.trim() !== '')
      return [from.trim(), to.trim()];
  }
  return undefined;
}
