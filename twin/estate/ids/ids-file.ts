import { createHash } from 'node:crypto'
import { isPath } from '../../model/path.ts'
import { patternMember, readNamePattern } from '../schema/name-pattern.ts'
import { type IdsShape, IdsShapes } from './ids-shape.ts'
import { IndexRegister } from './index-register.ts'
import type { PathRun } from './path-runs.ts'

/** Name of the file beside the estate files. */
export const IDS_FILE = 'estate.ids'
const HEADER = 'oblak estate.ids 1'
/** A hundred times the estate of 2035. */
const MOST_INDEXES = 1 << 27

/** Something in a file of indexes that cannot be. */
export class IdsFault extends Error {
  override readonly name = 'IdsFault'
  constructor(
    /** From 1. */
    readonly line: number,
    message: string,
    readonly found?: string,
  ) {
    super(message)
  }
}

export interface ReadIds {
  readonly register: IndexRegister
  readonly shapes: IdsShapes
}

/** Something that the file is to remember from now on. */
export type IdsLine = PathRun | { readonly from: string; readonly to: string }

/**
 * Replays a file of indexes. Its lines: `shape 3 . pdu-a server-01` (names that come together), `at 120 3 hall-1/row-a/rack-[01-18]`
 * (the first index, the shape, the paths), `moved OLD NEW`, and after each addition `end HASH` over all that stands before.
 * @throws IdsFault when it was torn, edited or merged
 */
export function readIds(text: string): ReadIds {
  const ids = { register: new IndexRegister(), shapes: new IdsShapes() }
  if (text === '') return ids
  const lines = text.split('\n')
  if (lines[0] !== HEADER) throw new IdsFault(1, `The file begins with "${HEADER}".`, lines[0]?.slice(0, 80))
  if (lines.at(-1) !== '' || !lines.at(-2)?.startsWith('end ')) {
    throw new IdsFault(lines.length, `The file ends in the middle: its last line is "end" and a checksum. ${RESTORE}`)
  }
  const hash = createHash('sha256')
  for (const [at, line] of lines.slice(0, -1).entries()) {
    if (line.startsWith('end ')) {
      if (line !== endLine(hash)) throw new IdsFault(at + 1, `What stands before was changed. ${RESTORE}`)
    } else if (at > 0) replay(line, at + 1, ids)
    hash.update(`${line}\n`)
  }
  return ids
}

const RESTORE = 'Bring the file back from version control or a copy; it is only ever added to by the program.'

/** The file with more lines at its end. */
export function appendedIds(text: string, lines: readonly IdsLine[], shapes: IdsShapes): string {
  const known = text === '' ? 1 : readIds(text).shapes.size
  const added = text === '' ? [HEADER] : []
  for (let number = known; number < shapes.size; number++) {
    const names = shapes.numbered(number)?.names ?? []
    added.push(`shape ${number} ${names.map((name) => name || '.').join(' ')}`)
  }
  for (const line of lines) {
    added.push(
      'pattern' in line
        ? `at ${line.first} ${shapes.numberOf(line.shape)} ${line.pattern}`
        : `moved ${line.from} ${line.to}`,
    )
  }
  const whole = `${text}${added.map((line) => `${line}\n`).join('')}`
  return `${whole}${endLine(createHash('sha256').update(whole))}\n`
}

function endLine(hash: ReturnType<typeof createHash>): string {
  return `end ${hash.copy().digest('hex').slice(0, 16)}`
}

function replay(line: string, number: number, { register, shapes }: ReadIds): void {
  const [word, ...parts] = line.split(' ')
  if (word === 'shape') {
    const names = parts.slice(1).map((name) => (name === '.' ? '' : name))
    if (Number(parts[0]) !== shapes.size || names.length === 0 || new Set(names).size < names.length) {
      throw new IdsFault(number, 'A shape has the next number and different names.', line.slice(0, 80))
    }
    shapes.of(names)
  } else if (word === 'at' && parts.length === 3) {
    const shape = shapes.numbered(Number(parts[1]))
    if (!shape || Number(parts[0]) !== register.extent) {
      throw new IdsFault(number, `Here index ${register.extent} comes next, of a known shape.`, line.slice(0, 80))
    }
    for (const path of pathsOf(parts[2] ?? '', number, (MOST_INDEXES - register.extent) / shape.names.length)) {
      addOnce(register, path, shape, number)
    }
  } else if (word === 'moved' && parts.length === 2) {
    register.move(movedPairs(parts[0] ?? '', parts[1] ?? '', number))
  } else throw new IdsFault(number, 'A line begins with shape, at, moved or end.', line.slice(0, 80))
}

function addOnce(register: IndexRegister, path: string, shape: IdsShape, line: number): void {
  const isKnown = register.blocksOf(path).some((block) => shape.names.some((name) => block.shape.slots.has(name)))
  // What was renamed in a rack may come anew by its old name.
  if (isKnown && !register.hasSingles) throw new IdsFault(line, 'A path has one index, and this one has two.', path)
  register.add(path, shape)
}

/** Old to new path of a line, or of an entry of `renamed`; patterns stand for pairs in turn. */
export function movedPairs(from: string, to: string, line = 0): ReadonlyMap<string, string> {
  const [olds, news] = [pathsOf(from, line, 1_000_000), pathsOf(to, line, 1_000_000)]
  if (olds.length !== news.length) {
    throw new IdsFault(line, `stands for ${olds.length} paths, and what they become for ${news.length}`, from)
  }
  return new Map(olds.map((old, at) => [old, news[at] ?? old]))
}

function pathsOf(text: string, line: number, most: number): string[] {
  const read = readNamePattern(text)
  if (!('pattern' in read)) throw new IdsFault(line, read.wrong, text.slice(0, 80))
  if (read.pattern.count > most) throw new IdsFault(line, 'stands for too many paths', text.slice(0, 80))
  const paths = Array.from({ length: read.pattern.count }, (_, at) => patternMember(read.pattern, at).text)
  const wrong = paths.find((path) => !isPath(path))
  if (wrong !== undefined) throw new IdsFault(line, 'is no path', wrong.slice(0, 80))
  return paths
}
