import { expect, it } from 'vitest'
import { withoutCreationStacks } from './creation-stacks.ts'

it('what runs finds no words for where it is, and what comes after does', () => {
  const trace = () => {
    const object = { stack: '' }
    Error.captureStackTrace(object)
    return object.stack
  }
  expect(withoutCreationStacks(trace)).toBe('')
  expect(trace()).toContain('creation-stacks.test.ts')
})

it('an error that leaves it tells where it was made', () => {
  const failing = () =>
    withoutCreationStacks(() => {
      throw new Error('told')
    })
  expect(failing).toThrow('told')
  try {
    failing()
  } catch (error) {
    expect((error as Error).stack).toContain('creation-stacks.test.ts')
  }
})
