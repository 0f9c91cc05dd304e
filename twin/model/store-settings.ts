/** Which store, and how to reach it: what the command line chose. */
export type StoreSettings =
  | { readonly kind: 'duckdb'; readonly folder: string }
  | {
      readonly kind: 'influx'
      /** Origin only. */
      readonly url: string
      readonly database: string
      readonly retentionPolicy?: string
      readonly user?: string
      readonly password?: string
    }
