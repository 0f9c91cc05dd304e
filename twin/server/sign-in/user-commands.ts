import { resolve } from 'node:path'
import type { Command } from '../../kit/command.ts'
import { sessionRequest } from '../../protocol/rest.ts'
import { ServerStartError } from '../errors.ts'
import { hashPassword } from './password.ts'
import { writeUser } from './users-file.ts'

const SHORTEST = 12
/** As the sign-in takes it. */
const LONGEST = sessionRequest.shape.password.maxLength ?? 256

/** `oblak user set`: who may sign in. */
export const userCommands: readonly Command[] = [
  {
    name: 'user set',
    summary: 'adds a user who may sign in, or gives one a new password or role',
    arguments: [{ name: '<name>', description: 'letters, digits, dots, hyphens' }],
    options: [
      { flags: '--users <file>', description: 'the users file', default: 'users.json' },
      {
        flags: '--role <role>',
        description:
          'viewer looks; operator also acknowledges, makes faults, backs up (default: as it is, of a new user viewer)',
        choices: ['viewer', 'operator'],
      },
    ],
    examples: [
      'OBLAK_PASSWORD=… oblak user set milica --role operator',
      'oblak start --bind 0.0.0.0 --users users.json',
    ],
    run: async ({ args, options, json, io }) => {
      const name = String(args[0])
      const asked = options.role === 'operator' || options.role === 'viewer' ? options.role : undefined
      const path = resolve(io.workingFolder, String(options.users))
      const password = io.environment.OBLAK_PASSWORD ?? ''
      if (password.length < SHORTEST || password.length > LONGEST) {
        io.message(
          `The password is read from the environment, OBLAK_PASSWORD, and has ${password.length} characters; at least ${SHORTEST} are needed and at most ${LONGEST} taken.`,
        )
        return 2
      }
      try {
        const { role } = await writeUser(path, { name, role: asked, password: await hashPassword(password) })
        io.out(json ? JSON.stringify({ name, role, file: path }) : `${name} may sign in as ${role} (${path})`)
        return 0
      } catch (error) {
        if (!(error instanceof ServerStartError) && !(error instanceof Error && error.name === 'ZodError')) throw error
        io.message(
          error instanceof ServerStartError
            ? error.message
            : `The name ${JSON.stringify(name)} may hold letters, digits, dots and hyphens only, at most 64.`,
        )
        return 2
      }
    },
  },
]
