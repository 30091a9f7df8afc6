import { type ReactNode, useEffect, useRef } from 'react';
import { classes } from './classes.ts';
import styles from './data-table.module.css';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** The column that gives way when room is short; its text is cut with an ellipsis. */
  readonly flexible?: boolean;
}

export interface DataTableProps<Row> {
  readonly id: string;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly selectedId: string | null;
  readonly onSelect: (row: Row) => void;
  readonly onOpen?: (row: Row) => void;
}

/** Rows of which one is current. Arrows are the business of whoever has the focus: a search field, or the screen. */
export function DataTable<Row>({ id, label, columns, rows, rowId, selectedId, onSelect, onOpen }: DataTableProps<Row>) {
  const table = useRef<HTMLTableElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another current row is another one to bring into view
  useEffect(() => {
    if (!table.current) return;
    // Also when a notice above takes room from the list.
    const keepInView = new ResizeObserver(() => {
      table.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    });
    keepInView.observe(table.current.parentElement ?? table.current);
    return () => keepInView.disconnect();
  }, [selectedId]);
  return (
    // A click chooses a row; the focus stays where the arrows work.
    <table
      ref={table}
      id={id}
      className={styles.table}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are chosen; a table is what a grid is made of
      role="grid"
      aria-label={label}
      onMouseDown={(event) => event.preventDefault()}
    >
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col" className={classes(column.flexible && styles.flexible)}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const selected = rowId(row) === selectedId;
          return (
            <tr
              key={rowId(row)}
              id={rowId(row)}
              aria-selected={selected}
              onClick={() => onSelect(row)}
              onDoubleClick={() => onOpen?.(row)}
            >
              {columns.map((column) => (
                <td key={column.id} className={classes(column.flexible && styles.flexible)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
