import { expect, it, vi } from 'vitest'
import type { SessionAnswer } from '../../protocol/rest.ts'
import { createSession } from './session.ts'

const settled = async (answer: Promise<SessionAnswer>) => {
  const session = createSession({ session: () => answer })
  await vi.waitFor(() => expect(session.getState().loading).toBe(false))
  return session.getState()
}

it.each([
  [{ signInRequired: true, user: { name: 'ana', role: 'viewer' } } as const, false],
  [{ signInRequired: true, user: { name: 'milica', role: 'operator' } } as const, true],
  [{ signInRequired: true, user: null } as const, false],
  [{ signInRequired: false, user: null } as const, true],
])('who is %j may change: %s', async (answer, mayChange) => {
  expect(await settled(Promise.resolve(answer))).toEqual({ loading: false, user: answer.user, mayChange })
})

it('nobody may change until the server answered, and where it gave no answer it decides by itself', async () => {
  expect(createSession({ session: () => new Promise(() => undefined) }).getState().mayChange).toBe(false)
  expect((await settled(Promise.reject(new Error('503')))).mayChange).toBe(true)
})

it('who signed in meanwhile is known after asking again', async () => {
  let user: SessionAnswer['user'] = { name: 'ana', role: 'viewer' }
  const session = createSession({ session: async () => ({ signInRequired: true, user }) })
  await vi.waitFor(() => expect(session.getState().user?.name).toBe('ana'))
  user = { name: 'milica', role: 'operator' }
  await session.refresh()
  expect(session.getState()).toEqual({ loading: false, user, mayChange: true })
})
