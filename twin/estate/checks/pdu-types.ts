import type { ParsedEstateFile } from '../expand/expansion.ts'
import type { PduTypeText } from '../schema/catalogue.ts'
import type { EstateProblem } from './estate-problem.ts'

/** Banks of outlets that a rack PDU has not, or that another bank has; lines that a single-phase one has not. */
export function* checkPduTypes(files: readonly ParsedEstateFile[]): Iterable<EstateProblem> {
  for (const { name, document } of files) {
    for (const [slug, type] of Object.entries(document.pduTypes ?? {})) {
      for (const [bank, field, problem] of wrongBanks(type)) {
        yield { origin: { file: name, path: ['pduTypes', slug, 'banks', bank, field] }, ...problem }
      }
    }
  }
}

type Said = { readonly message: string; readonly found: string; readonly allowed: string }

function* wrongBanks({ banks, outlets, phase }: PduTypeText): Iterable<readonly [number, string, Said]> {
  for (const [at, bank] of banks.entries()) {
    const [first, last] = bank.outlets
    const found = `${first} to ${last}`
    if (first > last) {
      yield [at, 'outlets', { message: 'run backwards', found, allowed: 'the first and the last outlet' }]
    } else if (last > outlets) {
      yield [at, 'outlets', { message: 'go beyond the outlets that it has', found, allowed: `1 to ${outlets}` }]
    }
    const other = banks.slice(0, at).find((before) => before.outlets[0] <= last && first <= before.outlets[1])
    if (other) {
      const allowed = `outlets outside of ${other.outlets[0]} to ${other.outlets[1]}, which ${other.name} has`
      yield [at, 'outlets', { message: 'belong to another bank', found, allowed }]
    }
    const line = banks[0]?.lines ?? bank.lines
    if (phase === 'single' && bank.lines !== line) {
      const message = 'differ from those of the bank before: a single-phase rack PDU is on one line'
      yield [at, 'lines', { message, found: bank.lines, allowed: line }]
    }
  }
}
