import fc from 'fast-check'
import { assembleProgramme, type ImportedSchedule } from '../assemble-programme.ts'
import type { ForeignSchedule } from '../foreign-schedule.ts'
import { type DecodedFile, decodeFile } from '../text/decode-file.ts'

type Reader = (decoded: DecodedFile, project?: string) => ForeignSchedule

export const bytesOf = (text: string) => new TextEncoder().encode(text)

/** The programme of what a reader of a format makes of a text, which may be of a project among several. */
export function textReader(reader: Reader, file: string): (text: string, project?: string) => ImportedSchedule {
  return (text, project) => assembleProgramme(reader(decodeFile(bytesOf(text), file), project))
}

/** Changes bytes of a text by chance: each time it gives activities or is refused as a file of another program is. @throws Error where not */
export function assertReadOrRefused(text: string, reader: Reader, file: string): void {
  const whole = bytesOf(text)
  const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255), cut: fc.nat(20) })
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
      let bytes = [...whole]
      for (const { at, byte, cut } of changes) bytes = [...bytes.slice(0, at), byte, ...bytes.slice(at + cut)]
      try {
        const { programme } = assembleProgramme(reader(decodeFile(Uint8Array.from(bytes), file)))
        return programme.activities.length > 0
      } catch (error) {
        if ((error as Error).name !== 'InterchangeError') throw error
        return true
      }
    }),
    { numRuns: 300 },
  )
}
