import { expect, test } from 'vitest'
import { SharedAnswers } from './shared-answers.ts'

const open = () => new AbortController().signal

/** Makes answers that end when they are told to, and notes what was begun and what was ended. */
function slow() {
  const begun: string[] = []
  const ended: string[] = []
  const finish = new Map<string, (value: string) => void>()
  const make = (key: string) => (gone: AbortSignal) => {
    begun.push(key)
    return new Promise<string>((resolve, reject) => {
      finish.set(key, resolve)
      gone.addEventListener('abort', () => {
        ended.push(key)
        reject(gone.reason)
      })
    })
  }
  return { begun, ended, finish, make }
}

test('who asks the same waits for the same, and it is kept', async () => {
  const { begun, finish, make } = slow()
  const answers = new SharedAnswers<string>(2)
  const both = [answers.ask('a', open(), make('a')), answers.ask('a', open(), make('a'))]
  finish.get('a')?.('A')
  expect(await Promise.all(both)).toEqual(['A', 'A'])
  expect(await answers.ask('a', open(), make('a'))).toBe('A')
  expect(begun).toEqual(['a'])
})

test('who goes takes the answer from nobody; the last to go ends it, and it is begun anew', async () => {
  const { begun, ended, finish, make } = slow()
  const answers = new SharedAnswers<string>(2)
  const [one, other] = [new AbortController(), new AbortController()]
  const both = [answers.ask('a', one.signal, make('a')), answers.ask('a', other.signal, make('a'))]
  one.abort(new Error('one went'))
  await expect(both[0]).rejects.toThrow('one went')
  expect(ended).toEqual([])
  other.abort(new Error('the other went'))
  await expect(both[1]).rejects.toThrow('the other went')
  expect(ended).toEqual(['a'])
  const again = answers.ask('a', open(), make('a'))
  finish.get('a')?.('A')
  expect(await again).toBe('A')
  expect(begun).toEqual(['a', 'a'])
})

test('what failed is asked anew, and of many the last few are kept', async () => {
  const answers = new SharedAnswers<string>(2)
  await expect(answers.ask('a', open(), () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  const begun: string[] = []
  const make = (key: string) => () => {
    begun.push(key)
    return Promise.resolve(key)
  }
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await answers.ask(key, open(), make(key))
  expect(begun).toEqual(['a', 'b', 'c', 'b'])
})

test('what is on its way is found by who asks for it, and neither it nor what fails drives out what is kept', async () => {
  const { begun, finish, make } = slow()
  const answers = new SharedAnswers<string>(1)
  const kept = () => answers.ask('a', open(), async () => `${begun.push('a')}`)
  expect(await kept()).toBe('1')
  await expect(answers.ask('b', open(), () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  const both = ['c', 'd', 'c', 'd'].map((key) => answers.ask(key, open(), make(key)))
  expect(await kept()).toBe('1')
  for (const key of ['c', 'd']) finish.get(key)?.(key)
  expect(await Promise.all(both)).toEqual(['c', 'd', 'c', 'd'])
  expect(begun).toEqual(['a', 'c', 'd'])
  expect(await kept()).toBe('1')
})
