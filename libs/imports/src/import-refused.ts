/** A file, or what was asked about it, cannot be taken. The message is for the person who imports: it says what would be right. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
}
