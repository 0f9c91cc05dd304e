import { describe, expect, it } from 'vitest'
import { type Copy, type SiteFailures, standingOfPods, standingOfSpread } from './standing.ts'
import { type Subject, survivalOf, worstOf } from './survival.ts'

/** Two rows of two racks in one hall; row a rests on block a, row b on block b. */
const KNOWN = new Set(['a1', 'a2', 'b1', 'b2'])
const FAILURES: SiteFailures = {
  row: [failure('s/h/row-a', 'a1', 'a2'), failure('s/h/row-b', 'b1', 'b2')],
  power: [failure('s/ups-a', 'a1', 'a2'), failure('s/ups-b', 'b1', 'b2')],
  hall: [failure('s/h', 'a1', 'a2', 'b1', 'b2')],
  known: { row: KNOWN, power: KNOWN, hall: KNOWN },
}
const RACKS = ['a1', 'a2', 'b1', 'b2'].map((rack) => ({ rack, block: rack[0] }))

function failure(path: string, ...racks: string[]) {
  return { path, racks: new Set(racks) }
}

function subject(more: Partial<Subject> = {}): Subject {
  const alone = {
    recovery: 'single-site',
    role: 'active',
    isTimed: false,
    hasOther: false,
    isOtherUnheard: false,
  } as const
  return { workload: 'web', needed: 2, ...alone, ...more }
}

/** `a1 a1 b1`, a rack a copy; `?` on a node that nobody knows. */
function copies(text: string): readonly Copy[] {
  return text.split(' ').map((rack, at) => (rack === '?' ? { node: `n${at}`, rack: undefined } : { node: rack, rack }))
}

const words = (survival: ReturnType<typeof survivalOf>) =>
  Object.fromEntries(
    Object.entries(survival).map(([level, { copiesLeft, verdict }]) => [level, `${verdict} ${copiesLeft}`]),
  )

describe('with pods', () => {
  it('keeps what has enough copies left, is reduced with fewer, and lost with none', () => {
    // 4 copies, 2 needed: 2 on a1, 1 on a2, 1 on b1.
    const survival = survivalOf(subject(), standingOfPods(copies('a1 a1 a2 b1'), FAILURES), 's')
    expect(words(survival)).toEqual({
      host: 'kept 2',
      rack: 'kept 2',
      row: 'reduced 1',
      power: 'reduced 1',
      hall: 'lost 0',
      site: 'lost 0',
    })
    expect(survival.row).toMatchObject({ worst: 's/h/row-a', why: 'fewer copies than needed', by: 'live pods' })
    expect(survival.rack.worst).toBe('a1')
  })

  it('a rack of several nodes loses one with its host and all with itself', () => {
    const standing = standingOfPods(
      [
        { node: 'a1-x', rack: 'a1' },
        { node: 'a1-y', rack: 'a1' },
        { node: 'b1', rack: 'b1' },
      ],
      FAILURES,
    )
    const survival = survivalOf(subject(), standing, 's')
    expect([survival.host.copiesLeft, survival.rack.copiesLeft]).toEqual([2, 1])
  })

  it('does not say what copies on unknown nodes decide', () => {
    const survival = survivalOf(subject(), standingOfPods(copies('a1 a1 ?'), FAILURES), 's')
    // With a1 goes all that is known, and one copy alone would not do; without a loss two are known.
    expect(survival.rack).toMatchObject({ verdict: 'unknown', why: 'not known', copiesLeft: 0 })
    const two = survivalOf(subject({ needed: 1 }), standingOfPods(copies('a1 ?'), FAILURES), 's')
    expect(two.hall.verdict).toBe('unknown')
  })
})

describe('without pods', () => {
  it('takes the worst that the spread allows', () => {
    // 5 copies over 2 blocks: 3 and 2; over 4 racks: one with 2.
    const standing = standingOfSpread(RACKS, { overRacks: true, overPower: true }, 5, FAILURES)
    expect(words(survivalOf(subject({ needed: 3 }), standing, 's'))).toEqual({
      host: 'kept 3',
      rack: 'kept 3',
      row: 'reduced 2',
      power: 'reduced 2',
      hall: 'lost 0',
      site: 'lost 0',
    })
  })
})

describe('where another site has a part in it', () => {
  const standing = standingOfPods(copies('a1 a1'), FAILURES)
  const at = (more: Partial<Subject>) => {
    const { rack, site } = survivalOf(subject({ hasOther: true, ...more }), standing, 's')
    return [rack.verdict, rack.why, site.verdict, site.why]
  }

  it('an active-active service is kept, and one with a standby is away until that takes over', () => {
    expect(at({ recovery: 'active-active' })).toEqual(['kept', 'other site carries', 'kept', 'other site carries'])
    expect(at({ recovery: 'active-passive' })).toEqual([
      'reduced',
      'standby takes over',
      'reduced',
      'standby takes over',
    ])
  })

  it('an active-active service whose other site has too little is lost', () => {
    expect(at({ recovery: 'active-active', hasOther: false })).toEqual(['lost', 'no copy left', 'lost', 'no copy left'])
  })

  it('what nobody has heard of for long carries nothing, and is not said to be gone', () => {
    const unheard = { hasOther: false, isOtherUnheard: true }
    const answer = ['unknown', 'other site not heard', 'unknown', 'other site not heard']
    expect(at({ recovery: 'active-active', ...unheard })).toEqual(answer)
    expect(at({ recovery: 'active-passive', ...unheard })).toEqual(answer)
    // One of three is left, two are needed: it goes on with less at least.
    const some = survivalOf(subject(unheard), standingOfPods(copies('a1 a1 b1'), FAILURES), 's')
    expect(some.rack).toMatchObject({ verdict: 'reduced', why: 'fewer copies than needed' })
  })

  it('the loss of a standby stops nothing', () => {
    const [verdict, why] = at({ recovery: 'active-passive', role: 'standby' })
    expect([verdict, why]).toEqual(['kept', 'active site goes on'])
  })

  it('a standby whose active site is away carries the service, and its loss is one', () => {
    // Two copies on a1, two needed, and nothing runs at the active site.
    expect(at({ recovery: 'active-passive', role: 'standby', hasOther: false })).toEqual([
      'lost',
      'no copy left',
      'lost',
      'no copy left',
    ])
  })

  it('what runs by a timetable is made again, but not where its site is lost', () => {
    expect(at({ isTimed: true, hasOther: false })).toEqual(['kept', 'runs again', 'lost', 'no copy left'])
  })
})

it('a service is as bad off as its worst workload, and of two alike the one with less left', () => {
  const well = survivalOf(subject({ workload: 'web', needed: 1 }), standingOfPods(copies('a1 b1'), FAILURES), 's')
  const ill = survivalOf(subject({ workload: 'db', needed: 2 }), standingOfPods(copies('a1 b1'), FAILURES), 's')
  const none = survivalOf(subject({ workload: 'job', needed: 0 }), standingOfPods([], FAILURES), 's')
  const worst = worstOf([well, ill, none])
  expect([worst?.rack.workload, worst?.rack.verdict]).toEqual(['db', 'reduced'])
  expect([worst?.hall.workload, worst?.hall.verdict]).toEqual(['db', 'lost'])
  expect(worstOf([])).toBeUndefined()
})

it('what is made again by its timetable decides nothing that another workload decides', () => {
  // Of two copies on a1 and b1 one is left, one is needed; the job has none left, and runs again.
  const web = survivalOf(subject({ workload: 'web', needed: 1 }), standingOfPods(copies('a1 b1'), FAILURES), 's')
  const job = survivalOf(
    subject({ workload: 'job', needed: 1, isTimed: true }),
    standingOfPods(copies('a1'), FAILURES),
    's',
  )
  expect(worstOf([web, job])?.rack.workload).toBe('web')
  expect(worstOf([job, web])?.rack.workload).toBe('web')
  expect(worstOf([job])?.rack.why).toBe('runs again')
})
