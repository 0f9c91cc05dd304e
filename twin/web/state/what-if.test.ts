import { describe, expect, it, vi } from 'vitest'
import type { FailView } from '../../protocol/planning.ts'
import { createPlaceStore } from './place-store.ts'
import { browserAt } from './testing/browser-at.ts'
import { createWhatIf } from './what-if.ts'

const answerOf = (lost: readonly string[]) => ({ lost: [...lost] }) as unknown as FailView
const settled = () => new Promise((resolve) => setTimeout(resolve))

function opened(address: string) {
  const browser = browserAt(address)
  const place = createPlaceStore(browser)
  const fail = vi.fn(async (things: readonly string[], _signal?: AbortSignal) => answerOf(things))
  return { browser, place, fail, whatIf: createWhatIf({ fail }, place, () => 7_000) }
}

describe('what-if', () => {
  it('asks nothing while nothing is let fail', () => {
    const { fail, whatIf } = opened('/sites/belgrade')
    expect(whatIf.getState()).toMatchObject({ failed: [], answer: undefined })
    expect(fail).not.toHaveBeenCalled()
  })

  it('opens from a link as it was sent', async () => {
    const { whatIf } = opened('/sites/belgrade?fail=belgrade/power/ups-a1&fail=belgrade/power/ups-b1')
    await settled()
    expect(whatIf.getState().answer?.lost).toEqual(['belgrade/power/ups-a1', 'belgrade/power/ups-b1'])
  })

  it('goes along to another place, and Back takes back what was let fail last', async () => {
    const { browser, place, whatIf } = opened('/sites/belgrade')
    whatIf.getState().toggle('belgrade/power/ups-a1')
    whatIf.getState().toggle('belgrade/power/ups-b1')
    place.getState().go({ place: { kind: 'thing', path: 'belgrade/hall-1' } })
    expect(browser.entries.at(-1)).toBe('/sites/belgrade/hall-1?fail=belgrade/power/ups-a1&fail=belgrade/power/ups-b1')
    browser.back()
    browser.back()
    expect(whatIf.getState().failed).toEqual(['belgrade/power/ups-a1'])
  })

  it('takes back by pressing again, by undo, and all at once', () => {
    const { whatIf } = opened('/sites/belgrade?fail=s/a&fail=s/b&fail=s/c')
    whatIf.getState().toggle('s/b')
    expect(whatIf.getState().failed).toEqual(['s/a', 's/c'])
    whatIf.getState().undo()
    expect(whatIf.getState().failed).toEqual(['s/a'])
    whatIf.getState().end()
    expect(whatIf.getState().failed).toEqual([])
  })

  it('shows no answer to another question: a slow one that was overtaken is dropped', async () => {
    const { fail, whatIf } = opened('/sites/belgrade')
    const slow = new Promise<FailView>((resolve) => setTimeout(() => resolve(answerOf(['s/a'])), 10))
    fail.mockImplementationOnce(() => slow)
    whatIf.getState().toggle('s/a')
    whatIf.getState().toggle('s/b')
    await slow
    await settled()
    expect(whatIf.getState().answer?.lost).toEqual(['s/a', 's/b'])
  })

  it('says when its answer came, and asks the same again, with the old answer in sight until then', async () => {
    const { fail, whatIf } = opened('/sites/belgrade?fail=s/a')
    expect(whatIf.getState()).toMatchObject({ asking: true, answeredAt: undefined })
    await settled()
    expect(whatIf.getState()).toMatchObject({ asking: false, answeredAt: 7_000 })
    whatIf.getState().askAgain()
    whatIf.getState().askAgain()
    expect(fail).toHaveBeenCalledTimes(2)
    expect(whatIf.getState()).toMatchObject({ asking: true, answer: { lost: ['s/a'] } })
    await settled()
    expect(whatIf.getState()).toMatchObject({ asking: false, answer: { lost: ['s/a'] } })
  })

  it('keeps the last answer where asking again fails, and forgets why as soon as one comes', async () => {
    const { fail, whatIf } = opened('/sites/belgrade?fail=s/a')
    await settled()
    fail.mockImplementationOnce(() => Promise.reject(new Error('The server does not answer')))
    whatIf.getState().askAgain()
    await settled()
    expect(whatIf.getState()).toMatchObject({
      answer: { lost: ['s/a'] },
      error: { message: 'The server does not answer' },
    })
    whatIf.getState().askAgain()
    await settled()
    expect(whatIf.getState().error).toBeUndefined()
  })

  it('asks nothing again while nothing fails', () => {
    const { fail, whatIf } = opened('/sites/belgrade')
    whatIf.getState().askAgain()
    expect(fail).not.toHaveBeenCalled()
  })

  it('says why there is no answer', async () => {
    const { fail, whatIf } = opened('/sites/belgrade')
    fail.mockImplementationOnce(() => Promise.reject(new Error('The estate has nothing at "s/x"')))
    whatIf.getState().toggle('s/x')
    await settled()
    expect(whatIf.getState().error?.message).toBe('The estate has nothing at "s/x"')
  })
})
