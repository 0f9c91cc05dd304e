import { CommanderError, Option, Command as Parser } from 'commander'
import type { Command, CommandIo, ExitStatus } from '../kit/command.ts'

/**
 * Parses the words of a command line, calls the command and gives its exit status. Prints nothing but through `io`.
 * Wrong usage is status 2 with a message that says what is allowed; an unforeseen error is status 2 without a stack trace
 * (with one where OBLAK_DEBUG is set).
 */
export async function runCommand(
  commands: readonly Command[],
  version: string,
  argv: readonly string[],
  io: CommandIo,
  signal: AbortSignal,
): Promise<ExitStatus> {
  let status: ExitStatus = 0
  const root = new Parser('oblak')
    .description('The state cloud as code, and its digital twin.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showSuggestionAfterError(true)
    // A command with commands below it leaves them the options that stand behind their names.
    .enablePositionalOptions()
    .showHelpAfterError('Say `oblak --help` to see the commands, `oblak COMMAND --help` for one of them.')
  root.addHelpText(
    'after',
    '\nExit status: 0 yes or done; 1 the answer is no (what was asked about has faults, fails, does not fit); 2 wrong usage or bad input (nothing was asked or done); 3 a part could not be reached.',
  )
  quiet(root, io)
  for (const command of commands) {
    const parser = place(root, command, io)
    parser.action(async (...given: unknown[]) => {
      const [options, args] = [given[command.arguments?.length ?? 0], given.slice(0, command.arguments?.length ?? 0)]
      const named = options as Record<string, unknown>
      status = await command.run({
        args: args as (string | readonly string[] | undefined)[],
        options: named,
        json: named.json === true,
        io,
        signal,
      })
    })
  }
  if (argv.length === 0) {
    io.message(root.helpInformation())
    return 2
  }
  try {
    await root.parseAsync([...argv], { from: 'user' })
    return status
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const text = error instanceof Error ? error.message : String(error)
    io.message(`oblak: ${text}`)
    if (io.environment.OBLAK_DEBUG && error instanceof Error) io.message(error.stack ?? '')
    return 2
  }
}

function quiet(parser: Parser, io: CommandIo): void {
  parser.exitOverride()
  parser.configureOutput({
    writeOut: (text) => io.out(text.trimEnd()),
    writeErr: (text) => io.message(text.trimEnd()),
    getOutHelpWidth: () => io.columns,
    getErrHelpWidth: () => io.columns,
    outputError: (text, write) => write(text.replace(/^error: /, 'oblak: ')),
  })
}

const GROUP = 'commands: '

/** Is it there only for the commands below it? */
function isGroup(parser: Parser): boolean {
  return parser.description() === '' || parser.description().startsWith(GROUP)
}

/** Puts `estate check` below a group `estate`, made when first needed. */
function place(root: Parser, command: Command, io: CommandIo): Parser {
  const words = command.name.split(' ')
  const last = words.pop() ?? command.name
  let parent = root
  for (const word of words) {
    let group = parent.commands.find((known) => known.name() === word)
    if (!group) {
      group = parent.command(word).helpCommand(false)
      quiet(group, io)
    }
    parent = group
  }
  const parser = parent.command(last).description(command.summary).allowExcessArguments(false)
  quiet(parser, io)
  if (parent !== root && isGroup(parent))
    parent.description(`${GROUP}${parent.commands.map((known) => known.name()).join(', ')}`)
  else if (parent !== root) parent.enablePositionalOptions()
  for (const argument of command.arguments ?? []) parser.argument(argument.name, argument.description)
  for (const option of command.options ?? []) {
    const made = new Option(option.flags, option.description)
    if (option.default !== undefined) made.default(option.default)
    if (option.choices) made.choices([...option.choices])
    if (option.repeatable) {
      made.argParser((value: string, before: unknown) => [...(Array.isArray(before) ? before : []), value])
    }
    parser.addOption(made)
  }
  if (command.json !== false) parser.option('--json', 'one JSON document (or JSON Lines) on stdout, nothing else there')
  parser.addHelpText('after', `\nExamples:\n${command.examples.map((example) => `  $ ${example}`).join('\n')}`)
  return parser
}
