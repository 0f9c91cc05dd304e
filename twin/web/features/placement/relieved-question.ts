import { readDay } from '../../../model/day.ts'
import type { ReliefView } from '../../../protocol/relief.ts'
import type { PlacementQuestion } from '../../state/placement-question.ts'

/** The question with the change; undefined where somebody has to move a cord first. */
export function relievedQuestion(
  asked: PlacementQuestion,
  relief: ReliefView['reliefs'][number],
): PlacementQuestion | undefined {
  switch (relief.change) {
    case 'count':
      return { ...asked, count: relief.count }
    case 'watts':
      return { ...asked, watts: relief.watts }
    case 'spread': {
      const { spread: _, ...rest } = asked
      return relief.spread ? { ...rest, spread: relief.spread } : rest
    }
    case 'from': {
      const at = readDay(relief.from)
      return at && { ...asked, at }
    }
    case 'until': {
      const until = readDay(relief.until)
      return until && { ...asked, until }
    }
    default:
      return undefined
  }
}
