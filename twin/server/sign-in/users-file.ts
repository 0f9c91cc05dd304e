import { randomUUID } from 'node:crypto'
import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { z } from 'zod'
import { ServerStartError } from '../errors.ts'
import { isPasswordHash } from './password.ts'

const user = z.strictObject({
  name: z.string().regex(/^[\p{L}\p{N}._-]{1,64}$/u, 'letters, digits, dots, hyphens; at most 64'),
  role: z.enum(['viewer', 'operator']),
  password: z.string().refine(isPasswordHash, 'not a hash that `oblak user set` writes'),
})
const usersFile = z.strictObject({ users: z.array(user).max(10_000) })
export type User = z.infer<typeof user>

/**
 * The users, by name. The file holds hashes and is for its owner only.
 * @throws ServerStartError when it cannot be read, others may read it, or something in it is wrong
 */
export async function readUsers(path: string): Promise<ReadonlyMap<string, User>> {
  let text: string
  try {
    const { mode } = await stat(path)
    if ((mode & 0o077) !== 0) {
      throw new ServerStartError(
        `The users file ${path} may be read by others (mode ${(mode & 0o777).toString(8)}): chmod 600 it.`,
      )
    }
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof ServerStartError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new ServerStartError(
      `The users file cannot be read: ${reason}. Make one with \`oblak user set NAME --users ${path}\`.`,
    )
  }
  const parsed = usersFile.safeParse(json(text))
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`)
    throw new ServerStartError(`The users file ${path} is not understood: ${issues.slice(0, 5).join('; ')}.`)
  }
  if (parsed.data.users.length === 0) throw new ServerStartError(`The users file ${path} names nobody.`)
  return new Map(parsed.data.users.map((one) => [one.name, one]))
}

/**
 * Adds or replaces a user; the file is written whole under another name first.
 * @param changed without a role keeps the one that the user has; somebody new is then a viewer
 * @returns the user as written
 * @throws ServerStartError
 */
export async function writeUser(
  path: string,
  changed: Pick<User, 'name' | 'password'> & { readonly role?: User['role'] | undefined },
): Promise<User> {
  const exists = await stat(path).then(
    () => true,
    () => false,
  )
  const users = new Map(exists ? await readUsers(path) : [])
  const written = user.parse({ ...changed, role: changed.role ?? users.get(changed.name)?.role ?? 'viewer' })
  users.set(written.name, written)
  // A file that is made here has the mode it is made with; one that was there, or where a link leads to, would keep its own.
  const draft = `${path}.${randomUUID()}.new`
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(`${JSON.stringify({ users: [...users.values()] }, null, 2)}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
  return written
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
