import type { CommandIo } from '../command.ts'

/** What a command writes, kept for a test. */
export interface RecordedIo {
  readonly io: CommandIo
  /** Standard output, an entry a call. */
  readonly out: readonly string[]
  readonly messages: readonly string[]
}

/** @param settings what is other than a plain terminal of 100 columns in `/` with an empty environment */
export function recordedIo(settings: Partial<CommandIo> = {}): RecordedIo {
  const out: string[] = []
  const messages: string[] = []
  const io: CommandIo = {
    out: (text) => out.push(text),
    message: (text) => messages.push(text),
    colour: false,
    columns: 100,
    environment: {},
    workingFolder: '/',
    ...settings,
  }
  return { io, out, messages }
}

/** The same as a terminal has it: a line an entry. */
export function asPrinted(written: readonly string[]): string {
  return written.map((text) => `${text}\n`).join('')
}
