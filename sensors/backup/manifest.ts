import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { z } from 'zod'
import { BackupError } from './backup-error.ts'

const NAME = 'manifest.json'

/** Names inside the backup only: no way up and none from the root. */
const relativePath = z.string().refine((path) => posix.normalize(path) === path && !/^(\/|\.\.)|\\|\0/.test(path))

const manifestSchema = z.strictObject({
  form: z.literal('oblak-backup-1'),
  made: z.iso.datetime(),
  /** Whether the embedded store is part of it; a store elsewhere has backups of its own. */
  holdsStore: z.boolean(),
  files: z.array(
    z.strictObject({ path: relativePath, bytes: z.number().int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
})
export type Manifest = z.infer<typeof manifestSchema>

/** Lists every file with its checksum and writes that last: a backup without manifest is none. */
export async function writeManifest(folder: string, about: Pick<Manifest, 'made' | 'holdsStore'>): Promise<Manifest> {
  const files = []
  for (const path of await filesBelow(folder)) {
    const { size } = await stat(join(folder, path))
    files.push({ path, bytes: size, sha256: await sha256Of(join(folder, path)) })
  }
  const manifest: Manifest = { form: 'oblak-backup-1', ...about, files }
  const draft = await open(join(folder, `${NAME}.new`), 'wx', 0o600)
  try {
    await draft.writeFile(`${JSON.stringify(manifest, null, 1)}\n`)
    await draft.sync()
  } finally {
    await draft.close()
  }
  await rename(join(folder, `${NAME}.new`), join(folder, NAME))
  return manifest
}

/**
 * The manifest of a backup whose every file is there, as long as it says and with its checksum.
 * @throws BackupError that names the first file that is not
 */
export async function verifiedManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, NAME), 'utf8').catch((error: unknown) => {
    throw new BackupError(`${folder} is no backup: it has no ${NAME} that can be read.`, {
      cause: error,
      isBadInput: true,
    })
  })
  const manifest = manifestSchema.safeParse(parseJson(text))
  if (!manifest.success) {
    throw new BackupError(`${join(folder, NAME)} is not what a backup writes: ${z.prettifyError(manifest.error)}`)
  }
  for (const { path, bytes, sha256 } of manifest.data.files) {
    const size = await stat(join(folder, path)).then(
      (found) => (found.isFile() ? found.size : -1),
      () => -1,
    )
    if (size < 0) throw new BackupError(`${path} is missing in the backup ${folder}; use another one.`)
    if (size !== bytes || (await sha256Of(join(folder, path))) !== sha256) {
      throw new BackupError(`${path} in the backup ${folder} is not what was backed up (checksum); use another one.`)
    }
  }
  return manifest.data
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split('\\')
        .join('/'),
    )
    .sort()
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
