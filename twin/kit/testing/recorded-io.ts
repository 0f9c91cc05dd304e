import type { CommandIo } from '../command.ts'

/** What a command writes, kept for a test. */
export interface RecordedIo {
  readonly io: CommandIo
  /** Standard output, a line a call. */
  text(): string
  readonly messages: readonly string[]
}

export function recordedIo(changes: Partial<CommandIo> = {}): RecordedIo {
  const out: string[] = []
  const messages: string[] = []
  const io: CommandIo = {
    out: (text) => out.push(text),
    message: (text) => messages.push(text),
    colour: false,
    columns: 100,
    environment: {},
    workingFolder: '/',
    ...changes,
  }
  return { io, text: () => out.join('\n'), messages }
}
