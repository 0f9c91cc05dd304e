import { type FileHandle, mkdir, open, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const NAME = /^(\d{20})\.journal$/

/** A segment's file is named by the first sequence number that can be in it. */
export function segmentPath(folder: string, first: bigint): string {
  return join(folder, `${String(first).padStart(20, '0')}.journal`)
}

/** What a segment's checksums begin with. */
export function segmentSeed(first: bigint): number {
  return Number(first & 0xffff_ffffn)
}

/** First sequence numbers of the segments in a folder, ascending. Empty where the folder is not there. */
export async function listSegments(folder: string): Promise<readonly bigint[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .sort()
    .map(BigInt)
}

/** A new, renamed or removed file is so after a power cut only when its folder is synced too. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Copies a stretch of a segment into `quarantine/`. What was set aside once is not set aside again.
 * @param kind `bad`: was accepted and is damaged; `torn`: was never accepted
 * @returns whether it is new
 */
export async function setAside(
  folder: string,
  handle: FileHandle,
  first: bigint,
  { from, to, kind }: { readonly from: number; readonly to: number; readonly kind: 'bad' | 'torn' },
): Promise<boolean> {
  const bytes = Buffer.alloc(to - from)
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
  const place = join(folder, 'quarantine')
  await mkdir(place, { recursive: true })
  const name = `${String(first).padStart(20, '0')}-${from}.${kind}`
  try {
    await writeFile(join(place, name), bytes.subarray(0, bytesRead), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** How many damaged pieces lie in quarantine. */
export async function countQuarantined(folder: string): Promise<number> {
  const names = await readdir(join(folder, 'quarantine')).catch(() => [])
  return names.filter((name) => name.endsWith('.bad')).length
}
