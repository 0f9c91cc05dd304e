import { loadEstate } from '../../../twin/estate/load-estate.ts'
import { synthesize } from '../../synth.ts'

/** Makes the stacks of an estate, with whatever engine is found under the name `cdktf` from where this program lies. */
const [estateFolder, out = ''] = process.argv.slice(2)
const { estate } = await loadEstate(estateFolder, { writeIds: false })
await synthesize(estate, out, { backend: 'local' })
