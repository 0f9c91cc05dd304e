import { createHash } from 'node:crypto'
import type { KnownProgramme } from '../../model/programme-book.ts'
import type { BuildOutRiskView } from '../../protocol/build-out.ts'
import { ServerProblem } from '../errors.ts'
import { ReadyJson } from '../http/ready-json.ts'
import { answered } from '../routes/planned-answer.ts'
import type { ServerContext } from '../routes/server-context.ts'
import type { BuildOutSource, DocumentAsked } from './aside/build-out-source.ts'
import { buildOutWork } from './aside/build-out-work.ts'
import { bookOf } from './programme-in-use.ts'
import { riskView } from './risk/risk-source.ts'
import { SharedAnswers } from './shared-answers.ts'
import { SupplyNow } from './supply-now.ts'
import { type BuildOutQuestion, supposedProgramme } from './supposed-programme.ts'

/** Of questions that are asked again and again, such as those of an open page. */
const MOST_KEPT = 16

type Document = DocumentAsked['document']

/** Answers of the build-out, each computed once until a file changes. */
export class BuildOutAnswers {
  readonly #views = new SharedAnswers<ReadyJson>(MOST_KEPT)
  readonly #risks = new SharedAnswers<BuildOutRiskView | undefined>(MOST_KEPT)
  #supply: SupplyNow | undefined

  constructor(private readonly context: () => ServerContext) {}

  /** A `BuildOutView`. @throws ServerProblem see `supposedProgramme`; not-configured where there is no programme */
  async view(question: BuildOutQuestion, signal: AbortSignal): Promise<ReadyJson> {
    const known = await this.#known()
    const version = versionOf(known, question)
    return this.#views.ask(
      version,
      signal,
      async (gone) => new ReadyJson(await this.#source.view(known, { question, version }, gone)),
    )
  }

  /** A `SupplyView`. @throws ServerProblem as `view`; unavailable where store or planner does not answer */
  async supply(question: BuildOutQuestion, signal: AbortSignal): Promise<ReadyJson> {
    const known = await this.#known()
    return new ReadyJson(await this.#source.supply(known, await this.#supplyOf(known, question), signal))
  }

  /** @throws ServerProblem as `view`; unprocessable where nothing is estimated that is still open */
  async risk(
    question: BuildOutQuestion & { readonly runs: number; readonly seed: number },
    signal: AbortSignal,
  ): Promise<BuildOutRiskView> {
    const known = await this.#known()
    const { outOfSequence, runs, seed } = question
    const { risk } = this.context().parts
    const key = `${versionOf(known, question)} ${runs} ${seed}`
    const waited = this.#risks.ask(key, signal, async (gone) => {
      const asked = () => ({
        programme: supposedProgramme(known, question).status.programme,
        runs,
        seed,
        outOfSequence,
      })
      return risk ? risk.risk(asked, gone) : riskView(asked())
    })
    const answer = await waited.catch((error: unknown) => {
      if (error instanceof ServerProblem) throw error
      return answered(Promise.reject(error))
    })
    if (answer) return answer
    throw new ServerProblem(
      'unprocessable',
      'The programme estimates nothing that is still open: its dates have no risk.',
    )
  }

  /** A file for paper, spreadsheets or calendars. @throws ServerProblem as `view` and `supply` */
  async document(question: BuildOutQuestion, document: Document, signal: AbortSignal): Promise<string> {
    const known = await this.#known()
    const asked = { question, version: versionOf(known, question), document }
    const supply = document.kind === 'calendar' ? undefined : await this.#supplyOf(known, question)
    return this.#source.document(known, { ...asked, supply }, signal)
  }

  get #source(): BuildOutSource {
    return this.context().parts.buildOut ?? buildOutWork
  }

  #known(): Promise<KnownProgramme> {
    return bookOf(this.context().parts).read()
  }

  #supplyOf(known: KnownProgramme, question: BuildOutQuestion) {
    this.#supply ??= new SupplyNow(this.context())
    return this.#supply.asked(known, question)
  }
}

function versionOf(
  { fault, version }: { readonly version: string; readonly fault?: string | undefined },
  asked: BuildOutQuestion,
) {
  const { baseline, delay = [], outOfSequence, scenario } = asked
  const key = JSON.stringify([version, fault, scenario, baseline, delay, outOfSequence])
  return createHash('sha256').update(key).digest('hex').slice(0, 16)
}
