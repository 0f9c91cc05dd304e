import { resolve } from 'node:path'
import type { Command } from '../../kit/command.ts'
import { ServerStartError } from '../errors.ts'
import { hashPassword } from './password.ts'
import { writeUser } from './users-file.ts'

const SHORTEST = 12

/** `oblak user set`: who may sign in. */
export const userCommands: readonly Command[] = [
  {
    name: 'user set',
    summary: 'Adds a user who may sign in, or gives one a new password or role',
    arguments: [{ name: '<name>', description: 'letters, digits, dots, hyphens' }],
    options: [
      { flags: '--users <file>', description: 'the users file', default: 'users.json' },
      {
        flags: '--role <role>',
        description: 'viewer looks; operator also acknowledges, makes faults, backs up',
        default: 'viewer',
        choices: ['viewer', 'operator'],
      },
    ],
    examples: [
      'OBLAK_PASSWORD=… oblak user set milica --role operator',
      'oblak start --bind 0.0.0.0 --users users.json',
    ],
    run: async ({ args, options, json, io }) => {
      const name = String(args[0])
      const role = options.role === 'operator' ? 'operator' : 'viewer'
      const path = resolve(io.workingFolder, String(options.users))
      const password = io.environment.OBLAK_PASSWORD ?? ''
      if (password.length < SHORTEST) {
        io.message(
          `The password is read from the environment, OBLAK_PASSWORD, and has ${password.length} characters; at least ${SHORTEST} are needed.`,
        )
        return 2
      }
      try {
        await writeUser(path, { name, role, password: await hashPassword(password) })
      } catch (error) {
        if (!(error instanceof ServerStartError) && !(error instanceof Error && error.name === 'ZodError')) throw error
        io.message(
          error instanceof ServerStartError
            ? error.message
            : `The name ${JSON.stringify(name)} may hold letters, digits, dots and hyphens only, at most 64.`,
        )
        return 2
      }
      io.out(json ? JSON.stringify({ name, role, file: path }) : `${name} may sign in as ${role} (${path})`)
      return 0
    },
  },
]
