/** The database's file in the store's folder. */
export const STORE_FILE = 'readings.duckdb'

/** The newest raw reading of each point among those that `where` keeps. */
export function newestOf(where: string): string {
  return `SELECT point, max(ms) AS ms, arg_max(value, ms) AS value, arg_max(quality, ms) AS quality
    FROM raw WHERE ${where} GROUP BY point`
}

/**
 * Every table. `late` holds the minutes that must be rolled up again; `latest` the newest reading of each point up to the last whole
 * quarter of an hour that is rolled up; `sorted` how far each tier of roll-ups lies in the order of points; `progress` the journal's position and the
 * roll-ups' end.
 */
export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS raw (point UINTEGER, ms BIGINT, value DOUBLE, quality UTINYINT);
  CREATE TABLE IF NOT EXISTS minute (point UINTEGER, bucket BIGINT, min DOUBLE, mean DOUBLE, max DOUBLE, last DOUBLE,
    last_ms BIGINT, count BIGINT, keys INTEGER[], times UBIGINT[]);
  CREATE TABLE IF NOT EXISTS quarter AS SELECT * FROM minute LIMIT 0;
  CREATE TABLE IF NOT EXISTS late (point UINTEGER, minute BIGINT);
  CREATE TABLE IF NOT EXISTS latest AS ${newestOf('true')};
  CREATE TABLE IF NOT EXISTS sorted AS FROM (VALUES ('minute', 0::BIGINT), ('quarter', 0)) AS tiers(tier, until);
  CREATE TABLE IF NOT EXISTS progress (position UBIGINT, rolled BIGINT);
  INSERT INTO progress SELECT NULL, 0 WHERE NOT EXISTS (FROM progress)`

/** Of the writer's connection: which rows of a batch may be there already. */
export const WRITER_TABLES = 'CREATE TEMP TABLE again (point UINTEGER, ms BIGINT)'
