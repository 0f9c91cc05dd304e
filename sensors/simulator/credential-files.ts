import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Access } from './access.ts'
import type { ParkCredentials } from './device-park.ts'

/**
 * Writes what the simulated devices ask for into files that only this user can read (mode 0600, folder 0700), one JSON object
 * each as sensors/driver.ts names its members, and returns the references for the device entries.
 */
export async function writeCredentials(folder: string, access: Access): Promise<ParkCredentials> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const write = async (name: string, content: Readonly<Record<string, string>>) => {
    const path = join(folder, `simulator-${name}.json`)
    await writeFile(path, `${JSON.stringify(content)}\n`, { mode: 0o600 })
    // The mode above is for a new file only.
    await chmod(path, 0o600)
    return `file:${path}` as const
  }
  const { usm } = access
  return {
    community: await write('community', { kind: 'community', community: access.community }),
    usm: await write('usm', {
      kind: 'usm',
      user: usm.name,
      level: 'authPriv',
      authProtocol: 'sha256',
      authKey: usm.authKey,
      privProtocol: 'aes',
      privKey: usm.privKey,
    }),
    redfish: await write('redfish', { kind: 'password', ...access.redfish }),
    mqtt: await write('mqtt', { kind: 'password', ...access.mqtt }),
  }
}
