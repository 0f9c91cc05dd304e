import type { CommandIo } from '../command.ts'

/** What a command writes, kept for a test. */
export interface RecordedIo {
  readonly io: CommandIo
  /** Standard output, an entry a call. */
  readonly out: readonly string[]
  readonly messages: readonly string[]
}

export function recordedIo(): RecordedIo {
  const out: string[] = []
  const messages: string[] = []
  const io: CommandIo = {
    out: (text) => out.push(text),
    message: (text) => messages.push(text),
    colour: false,
    columns: 100,
    environment: {},
    workingFolder: '/',
  }
  return { io, out, messages }
}
