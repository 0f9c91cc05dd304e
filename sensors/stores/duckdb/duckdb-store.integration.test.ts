import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import { describeStoreContract } from '../store-contract/describe-store-contract.ts'
import { openDuckDbStore } from './open-duckdb-store.ts'

describeStoreContract('DuckDB', async () => {
  const folder = await temporaryFolder()
  return {
    open: (context, options) => openDuckDbStore(folder.path, context, options),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
})
