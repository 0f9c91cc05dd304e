import { describe, expect, it } from 'vitest'
import type { Day } from '../../model/day.ts'
import {
  type PlacementQuestion,
  placementParameters,
  readPlacementQuestion,
  writePlacementQuestion,
} from './placement-question.ts'

const read = (text: string) => readPlacementQuestion(new URLSearchParams(text))

describe('a question of placement in the address', () => {
  it('is read back as it was written, and asks the server the same', () => {
    const question: PlacementQuestion = {
      ...{ within: 's/hall', count: 12, units: 1.5, watts: 1800, feeds: 2, weight: 31, ports: 4 },
      phase: 3,
      spread: 'row',
      at: '2027-03-01' as Day,
      until: '2027-09-01' as Day,
    }
    const query = new URLSearchParams()
    writePlacementQuestion(question, query)
    expect(readPlacementQuestion(query)).toEqual(question)
    expect(placementParameters(question).toString()).toBe(
      'in=s%2Fhall&count=12&units=1.5&watts=1800&feeds=2&weight=31&ports=4&phase=3&spread=row&at=2027-03-01&until=2027-09-01',
    )
  })

  it('has the usual in place of what is left out, and does not look at weight and ports', () => {
    expect(read('fit=s')).toEqual({ within: 's', count: 1, units: 2, watts: 1800, feeds: 2, phase: 1 })
  })

  it('has no day that the calendar has not, and no end before its beginning', () => {
    expect(read('fit=s&from=2027-02-29')).not.toHaveProperty('at')
    expect(read('fit=s&from=2027-03-01&until=2027-03-01')).not.toHaveProperty('until')
  })

  it('is none where no place is named, or where the server would refuse a number', () => {
    for (const text of [
      '',
      'count=2',
      'fit=../..',
      'fit=s&count=0',
      'fit=s&units=0.3',
      'fit=s&watts=many',
      'fit=s&feeds=9',
    ])
      expect(read(text)).toBeUndefined()
  })
})
