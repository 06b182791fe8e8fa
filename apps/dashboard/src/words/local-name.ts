/** Something registered under one name and, in some languages, others. */
interface NamedInLanguages {
  readonly name: string;
  readonly names?: readonly { readonly language: string; readonly name: string }[] | null | undefined;
}

/** The name in a language where one is registered, else the name that is always there. */
export const nameIn = ({ name, names }: NamedInLanguages, language: string): string =>
  names?.find((one) => one.language === language)?.name ?? name;
