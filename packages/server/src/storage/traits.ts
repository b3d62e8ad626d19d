import type { ColumnDefinitionBuilder, CreateTableBuilder } from 'kysely';

/** Where SQL engines differ, for the migrations. */
export interface Traits {
  readonly bytes: 'blob' | 'bytea';
  /** For indices and milliseconds, which outgrow 32 bits. */
  readonly bigInteger: 'integer' | 'bigint';
  /** A table that is stored in the order of its primary key, where the engine can. */
  readonly clustered: <T extends string>(table: CreateTableBuilder<T, never>) => CreateTableBuilder<T, never>;
  /** A column that numbers its rows by itself. */
  readonly numbered: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
}
