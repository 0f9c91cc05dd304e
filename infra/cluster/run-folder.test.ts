import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { runFolder } from './run-folder.ts'

/** A folder as a run leaves it, with a plan in it. */
async function leftBy(parent: string, name: string): Promise<string> {
  await mkdir(join(parent, name), { recursive: true })
  await writeFile(join(parent, name, 'plan'), 'all values')
  return join(parent, name)
}

async function endedProcess(): Promise<number | undefined> {
  const child = spawn('true')
  await once(child, 'exit')
  return child.pid
}

it('is for its user alone, another one for each run, and gone after it', async () => {
  await using folder = await temporaryFolder()
  const parent = join(folder.path, 'drift')
  {
    await using first = await runFolder(parent, 'run-')
    await using second = await runFolder(parent, 'run-')
    expect(first.path).not.toBe(second.path)
    expect((await stat(first.path)).mode & 0o077).toBe(0)
    await writeFile(join(first.path, 'plan'), 'all values')
  }
  expect(await readdir(parent)).toEqual([])
})

it('takes away what killed runs left, and nothing of those that go on, nor of anything else', async () => {
  await using folder = await temporaryFolder()
  const killed = await leftBy(folder.path, `run-${await endedProcess()}-aB3xYz`)
  const beforeStart = await leftBy(folder.path, `run-${process.pid}-aB3xYz`)
  await utimes(beforeStart, 1, 1)
  const going = await leftBy(folder.path, `run-${process.pid}-cD4xYz`)
  const others = await Promise.all(['run-of-mira', 'mine', 'run-0-aB3xYz'].map((name) => leftBy(folder.path, name)))
  await using _ = await runFolder(folder.path, 'run-')
  expect([killed, beforeStart].filter(existsSync)).toEqual([])
  expect([going, ...others].filter((path) => !existsSync(path))).toEqual([])
})
