import type { BoardWord } from './board-words-sr.ts'

export const boardWordsEn: Record<BoardWord, string> = {
  title: 'Build-out: report for the board',
  calendarName: 'Milestones of the build-out',
  supposed: 'With delays that are supposed',
  baselineDay: 'Baseline {name}: {day}',
  dueDay: 'Due: {day}',
  noTarget: 'There is neither a baseline nor a due day',
  package: 'Work package: {name}',
  isDone: 'Done',
  isExpected: 'As the schedule leads to',
  sourceIs: 'Source: {source}',
  untilData: 'Reports until {day}',
  categoryHandOver: 'Hand-over',
  categoryGate: 'Stage of EN 50600',
  categoryLevel: 'Test level {level}',
}
