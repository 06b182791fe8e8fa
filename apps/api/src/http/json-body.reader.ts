import { pointerTo, Rejected, type Violation } from './rejected.js';

/** What a JSON body may have at most. */
export interface JsonLimits {
  readonly bytes: number;
  readonly depth: number;
  readonly values: number;
}
export const jsonLimits: JsonLimits = { bytes: 64 * 1024, depth: 20, values: 2_000 };

/** Names that every object inherits a meaning for. No field has one, and some libraries mistake them for known. */
const inheritedNames: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

export const isInheritedName = (name: string): boolean => inheritedNames.has(name);

const token = /"(?:[^"\\]+|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gy;
const whitespace = /\s*/y;
/** Half of a surrogate pair without the other half, or NUL: no database stores them. */
const unstorable = /[\p{Surrogate}\0]/u;

/**
 * Reads a request body strictly: UTF-8 without a byte order mark, valid JSON within the limits (its length is the caller's to watch), no name twice in one
 * object, no name that reaches an object's prototype, no text that cannot be stored.
 *
 * @throws {Rejected} `malformed`, with a pointer to the place in the body where there is one.
 */
export function readJsonBody(bytes: Uint8Array, limits: JsonLimits = jsonLimits): unknown {
  const text = decodeUtf8(bytes);
  const value = parse(text);
  const violation = new StructureCheck(text, limits).firstViolation();
  if (violation !== undefined) throw new Rejected('malformed', 'The body cannot be accepted.', [violation]);
  return value;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Rejected('malformed', 'The body is not valid UTF-8.', [], { cause });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = text.trim() === '' ? 'it is empty' : (cause as SyntaxError).message;
    throw new Rejected('malformed', `The body is not valid JSON: ${reason}.`, [], { cause });
  }
}

/** An open object or array, and where in it the reading stands. */
interface Frame {
  /** The names seen so far; undefined in an array. */
  readonly names: Set<string> | undefined;
  step: string | number;
  expectsName: boolean;
}

/** Walks the tokens of a text that is known to be valid JSON; what JSON.parse lets pass is found here. */
class StructureCheck {
  private readonly frames: Frame[] = [];
  private values = 0;

  constructor(
    private readonly text: string,
    private readonly limits: JsonLimits,
  ) {}

  firstViolation(): Violation | undefined {
    let at = skip(whitespace, this.text, 0);
    while (at < this.text.length) {
      const end = skip(token, this.text, at);
      const violation = this.take(this.text.slice(at, end));
      if (violation !== undefined) return violation;
      at = skip(whitespace, this.text, end);
    }
    return undefined;
  }

  private take(part: string): Violation | undefined {
    const frame = this.frames.at(-1);
    switch (part) {
      case '}':
      case ']':
        this.frames.pop();
        return undefined;
      case ',':
        if (frame !== undefined) next(frame);
        return undefined;
      case ':':
        if (frame !== undefined) frame.expectsName = false;
        return undefined;
      default:
        return frame?.expectsName === true ? this.takeName(frame, unquoted(part)) : this.takeValue(part);
    }
  }

  private takeName(frame: Frame, name: string): Violation | undefined {
    frame.step = name;
    if (isInheritedName(name)) return this.violation('forbidden_name', 'Leave this member out: no field is so named.');
    if (unstorable.test(name)) return this.violation('unstorable_text', textAdvice);
    if (frame.names?.has(name))
      return this.violation('duplicate_name', 'Give each member once: this name comes twice.');
    frame.names?.add(name);
    return undefined;
  }

  private takeValue(part: string): Violation | undefined {
    this.values += 1;
    if (this.values > this.limits.values) {
      return this.violation('too_many_values', `Send at most ${this.limits.values} values in one body.`);
    }
    if (part === '{') return this.open({ names: new Set(), step: '', expectsName: true });
    if (part === '[') return this.open({ names: undefined, step: 0, expectsName: false });
    if (part.startsWith('"') && unstorable.test(unquoted(part))) return this.violation('unstorable_text', textAdvice);
    return undefined;
  }

  private open(frame: Frame): Violation | undefined {
    if (this.frames.length >= this.limits.depth) {
      return this.violation('too_deep', `Nest objects and lists at most ${this.limits.depth} deep.`);
    }
    this.frames.push(frame);
    return undefined;
  }

  private violation(code: string, detail: string): Violation {
    return { pointer: pointerTo(...this.frames.map((frame) => frame.step)), code, detail };
  }
}

const textAdvice = 'Leave out NUL characters and unpaired surrogates: they cannot be stored.';

function next(frame: Frame): void {
  if (typeof frame.step === 'number') frame.step += 1;
  else frame.expectsName = true;
}

function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  pattern.test(text);
  return pattern.lastIndex;
}

const unquoted = (part: string): string => (part.includes('\\') ? (JSON.parse(part) as string) : part.slice(1, -1));
