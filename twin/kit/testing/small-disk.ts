import { spawnSync } from 'node:child_process'
import { describe } from 'vitest'
import { temporaryFolder } from './temporary-folder.ts'

/** A disk of its own, small enough to be filled: memory mounted as a file system. Only root may mount. */
export async function smallDisk(bytes: number): Promise<AsyncDisposable & { readonly path: string }> {
  const folder = await temporaryFolder()
  const { status, stderr } = spawnSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder.path])
  if (status !== 0) throw new Error(`mount failed: ${stderr}`)
  return {
    path: folder.path,
    async [Symbol.asyncDispose]() {
      spawnSync('/bin/umount', ['-l', folder.path])
      await folder[Symbol.asyncDispose]()
    },
  }
}

/** A suite that fills small disks; says loudly where it cannot be run. */
export function describeWithSmallDisk(name: string, suite: () => void): void {
  const canMount = process.getuid?.() === 0
  if (!canMount)
    process.stderr.write(`\nNOT TESTED: "${name}" mounts a small disk, which only root may. Run it as root.\n`)
  describe.skipIf(!canMount)(name, suite)
}
