import { expect, test } from 'vitest'
import { gradeOfRci, gradeOfRti } from './grades.ts'

test.each([
  [100, 'good'],
  [96, 'good'],
  [95, 'acceptable'],
  [91, 'acceptable'],
  [90, 'poor'],
  [-60, 'poor'],
])('an RCI of %s %% is %s', (percent, grade) => expect(gradeOfRci(percent)).toBe(grade))

test.each([
  [125, 'recirculation'],
  [75, 'bypass'],
  [100, 'balanced'],
])('an RTI of %s %% is %s', (percent, grade) => expect(gradeOfRti(percent)).toBe(grade))
