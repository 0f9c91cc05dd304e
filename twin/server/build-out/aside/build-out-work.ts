import { supplyToldOf } from '../../../analysis/supply/supply-view.ts'
import type { KnownProgramme } from '../../../model/programme-book.ts'
import { type BuildOutView, buildOutAnswer, type SupplyView, supplyAnswer } from '../../../protocol/build-out.ts'
import { boardCsv } from '../../../report/board/board-csv.ts'
import { boardHtml } from '../../../report/board/board-html.ts'
import { boardLanguage } from '../../../report/board/board-language.ts'
import { milestonesCalendar } from '../../../report/calendar/milestones-calendar.ts'
import { buildOutView } from '../build-out-view.ts'
import { supposedProgramme } from '../supposed-programme.ts'
import type { BuildOutSource, DocumentAsked, SupplyAsked, ViewAsked } from './build-out-source.ts'

/** The arithmetic of the build-out in the thread that it is called in. */
export const buildOutWork: BuildOutSource = {
  view: async (known, asked) => JSON.stringify(viewOf(known, asked)),
  supply: async (known, asked) => JSON.stringify(supplyOf(known, asked)),
  document: async (known, asked) => documentOf(known, asked),
}

function viewOf(known: KnownProgramme, { question, version }: ViewAsked): BuildOutView {
  const view = buildOutView(known, supposedProgramme(known, question), question.scenario)
  return buildOutAnswer.parse({ version, ...view })
}

function supplyOf(known: KnownProgramme, { loads, names, own, question }: SupplyAsked): SupplyView {
  const { status } = supposedProgramme(known, question)
  return supplyAnswer.parse(supplyToldOf(status, own, { find: (path) => names.get(path) }, loads))
}

function documentOf(known: KnownProgramme, { document, supply, ...asked }: DocumentAsked): string {
  const view = viewOf(known, asked)
  const language = boardLanguage(document.language)
  if (document.kind === 'calendar') return milestonesCalendar(view, language)
  const data = { view, risk: document.risk, supply: supply && supplyOf(known, supply) }
  return document.kind === 'csv' ? boardCsv(data, document.table) : boardHtml(data, language)
}
