/** The database's file in the store's folder. */
export const STORE_FILE = 'readings.duckdb'

/** Every table; `late` holds the minutes that must be rolled up again, `progress` the journal's position and the roll-ups' end. */
export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS raw (point UINTEGER, ms BIGINT, value DOUBLE, quality UTINYINT);
  CREATE TABLE IF NOT EXISTS minute (point UINTEGER, bucket BIGINT, min DOUBLE, mean DOUBLE, max DOUBLE, last DOUBLE,
    last_ms BIGINT, count BIGINT, keys INTEGER[], times UBIGINT[]);
  CREATE TABLE IF NOT EXISTS quarter AS SELECT * FROM minute LIMIT 0;
  CREATE TABLE IF NOT EXISTS late (point UINTEGER, minute BIGINT);
  CREATE TABLE IF NOT EXISTS newest (point UINTEGER, ms BIGINT, value DOUBLE, quality UTINYINT);
  CREATE TABLE IF NOT EXISTS progress (position UBIGINT, rolled BIGINT);
  INSERT INTO progress SELECT NULL, 0 WHERE NOT EXISTS (FROM progress)`
