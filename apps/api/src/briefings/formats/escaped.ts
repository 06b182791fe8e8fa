const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML and SVG show it: whatever signs it has, none is markup. */
export const escaped = (said: string): string => said.replace(/[&<>"']/g, (sign) => signs[sign]!);
