import { LocalBackend, PgBackend, TerraformStack } from 'cdktf'
import { expect, it } from 'vitest'
import { appFolder } from '../../testing/app-folder.ts'
import { renderStack } from '../rendered-stack.ts'
import { stateElsewhere } from './state-elsewhere.ts'

const messages = (stack: TerraformStack) =>
  stateElsewhere.judge(renderStack(stack)).breaches.map(({ message }) => message)

it('state-elsewhere refuses the absolute path that CDKTF writes without a backend, and takes a relative one', async () => {
  await using folder = await appFolder()
  const bad = new TerraformStack(folder.app, 'bad')
  expect(messages(bad)).toEqual(['it has 0 backends'])
  bad.prepareStack()
  expect(messages(bad)).toEqual([expect.stringMatching(/^its local backend has an absolute path: .+bad\.tfstate$/)])

  const mended = new TerraformStack(folder.app, 'mended')
  new LocalBackend(mended, { path: '../mended.tfstate' })
  mended.prepareStack()
  expect(messages(mended)).toEqual([])
})

it('state-elsewhere refuses a connection string', async () => {
  await using folder = await appFolder()
  const stack = new TerraformStack(folder.app, 'bad')
  new PgBackend(stack, { connStr: 'postgres://oblak:secret@db/state', schemaName: 'bad' })
  expect(messages(stack)).toEqual(['its pg backend holds conn_str'])
})
