/**
 * A command of `oblak`. Each subsystem brings its own; twin/cli parses, calls and prints. A command never calls
 * process.exit and never prints to the console itself.
 */
export interface Command {
  /** `estate check`, `read`. */
  readonly name: string
  /** One line. */
  readonly summary: string
  /** Positional arguments in the manner of `<url>`, `[dir]`, `<path...>`. */
  readonly arguments?: readonly { readonly name: string; readonly description: string }[]
  readonly options?: readonly CommandOption[]
  /** Whether it takes `--json`. @default true */
  readonly json?: boolean
  /** At least one; shown by --help. */
  readonly examples: readonly string[]
  run(call: CommandCall): Promise<ExitStatus>
}

export interface CommandOption {
  /** `--size <size>`, `--json`. `--json` is given to every command that has not `json: false`. */
  readonly flags: string
  readonly description: string
  readonly default?: string | number | boolean
  readonly choices?: readonly string[]
  readonly repeatable?: boolean
}

export interface CommandCall {
  readonly args: readonly (string | readonly string[] | undefined)[]
  /** By camel-cased long name: `outDir`. */
  readonly options: Readonly<Record<string, unknown>>
  readonly json: boolean
  readonly io: CommandIo
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal
}

export interface CommandIo {
  /** To stdout: in --json mode the one document or JSON Lines, else the table for people. */
  out(text: string): void
  /** To stderr: messages, progress. */
  message(text: string): void
  readonly colour: boolean
  readonly columns: number
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly workingFolder: string
}

/** 0 yes or done; 1 the answer is no; 2 wrong usage or bad input; 3 a part could not be reached. */
export type ExitStatus = 0 | 1 | 2 | 3
